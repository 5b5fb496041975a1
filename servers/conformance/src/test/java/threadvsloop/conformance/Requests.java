package threadvsloop.conformance;

/// The text of requests. Every part that HTTP/1.1 needs is in it, and nothing else.
final class Requests {

    private Requests() {}

    static String get(String path) {
        return of("GET", path, "");
    }

    static String head(String path) {
        return of("HEAD", path, "");
    }

    /// A request without a body; `headers` are whole lines.
    static String of(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: conformance\r\n" + headers + "\r\n";
    }

    static String post(String path, String body) {
        return of("POST", path, "Content-Length: " + body.length() + "\r\n") + body;
    }

    /// A POST whose body is in chunked coding already.
    static String chunked(String path, String chunks) {
        return of("POST", path, "Transfer-Encoding: chunked\r\n") + chunks;
    }
}
