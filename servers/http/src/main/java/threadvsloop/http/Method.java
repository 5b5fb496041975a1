package threadvsloop.http;

/// The request methods of RFC 9110 and PATCH; any other valid token is [#OTHER].
public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS,
    TRACE,
    CONNECT,
    OTHER;

    private static final Method[] ALL = values();

    /// Methods are case-sensitive: `get` is [#OTHER].
    public static Method of(String token) {
        for (Method method : ALL) {
            if (method.name().equals(token)) {
                return method;
            }
        }
        return OTHER;
    }

    static Method of(byte[] array, int from, int to) {
        for (Method method : ALL) {
            if (Ascii.equals(array, from, to, method.name())) {
                return method;
            }
        }
        return OTHER;
    }
}
