package threadvsloop.http;

import org.jspecify.annotations.Nullable;

/// `method SP target SP HTTP/1.x`, with exactly these spaces (RFC 9112 section 3).
final class RequestLine {
    private static final Malformed NOT_A_REQUEST_LINE =
            Malformed.badRequest("request line is not: method, one space, target, one space, HTTP version");
    private static final Malformed BAD_TARGET =
            Malformed.badRequest("request target is neither a path nor an http URL with a host, nor * with OPTIONS");
    private static final Malformed BAD_CHARACTER =
            Malformed.badRequest("request target has a character that must be percent-encoded, or a bad percent sign");
    private static final Malformed NOT_HTTP =
            new Malformed(Status.MISDIRECTED, "an https URL is asked for over TLS, which is not spoken here");
    private static final Malformed VERSION_NOT_SUPPORTED =
            new Malformed(Status.VERSION_NOT_SUPPORTED, "only HTTP/1.1 and HTTP/1.0 are spoken here");
    static final Malformed METHOD_NOT_IMPLEMENTED = new Malformed(
            Status.NOT_IMPLEMENTED,
            "the methods known here are GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS and TRACE");
    private static final int VERSION_BYTES = 8;
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    private RequestLine() {}

    /// Reads the line into the request; null when all is well.
    static @Nullable Malformed parse(byte[] line, int from, int to, ParsedRequest request) {
        int methodEnd = Ascii.span(Ascii.TOKEN, line, from, to);
        if (methodEnd == from || methodEnd == to || line[methodEnd] != ' ') {
            return NOT_A_REQUEST_LINE;
        }
        int target = methodEnd + 1;
        boolean isPath = target < to && line[target] == '/';
        int targetEnd =
                isPath ? Uri.span(Ascii.PATH_AND_QUERY, line, target, to) : Ascii.span(Ascii.VISIBLE, line, target, to);
        if (targetEnd == target || targetEnd == to || line[targetEnd] != ' ') {
            return isPath && Ascii.span(Ascii.VISIBLE, line, targetEnd, to) > targetEnd
                    ? BAD_CHARACTER
                    : NOT_A_REQUEST_LINE;
        }
        Malformed unsupported = version(line, targetEnd + 1, to, request);
        if (unsupported != null) {
            return unsupported;
        }
        request.method = Method.of(line, from, methodEnd);
        if (request.method == Method.OTHER || request.method == Method.CONNECT) {
            return METHOD_NOT_IMPLEMENTED;
        }
        if (isPath) {
            request.target(line, target, targetEnd);
            return null;
        }
        return otherTarget(line, target, targetEnd, request);
    }

    private static @Nullable Malformed version(byte[] line, int from, int to, ParsedRequest request) {
        boolean wellFormed = to - from == VERSION_BYTES
                && line[from] == 'H'
                && line[from + 1] == 'T'
                && line[from + 2] == 'T'
                && line[from + 3] == 'P'
                && line[from + 4] == '/'
                && Ascii.isDigit(line[from + 5])
                && line[from + 6] == '.'
                && Ascii.isDigit(line[from + 7]);
        if (!wellFormed) {
            return NOT_A_REQUEST_LINE;
        }
        request.http10 = line[from + 7] == '0';
        return line[from + 5] == '1' ? null : VERSION_NOT_SUPPORTED;
    }

    /// A target that is no path: the server as a whole, or a URL.
    private static @Nullable Malformed otherTarget(byte[] line, int from, int to, ParsedRequest request) {
        if (to - from == 1 && line[from] == '*' && request.method == Method.OPTIONS) {
            request.target(line, from, to);
            return null;
        }
        boolean secure = begins(line, from, to, HTTPS);
        if (!secure && !begins(line, from, to, HTTP)) {
            return BAD_TARGET;
        }
        int authority = from + (secure ? HTTPS : HTTP).length();
        int path = authority;
        while (path < to && line[path] != '/' && line[path] != '?') {
            path++;
        }
        if (!Uri.isHostAndPort(line, authority, path)) {
            return BAD_TARGET;
        }
        if (Uri.span(Ascii.PATH_AND_QUERY, line, path, to) != to) {
            return BAD_CHARACTER;
        }
        request.target(line, path, to);
        // RFC 9110 section 7.4: such a request must be refused unless it came over TLS
        return secure ? NOT_HTTP : null;
    }

    private static boolean begins(byte[] line, int from, int to, String scheme) {
        int end = from + scheme.length();
        return end <= to && Ascii.equalsIgnoreCase(line, from, end, scheme);
    }
}
