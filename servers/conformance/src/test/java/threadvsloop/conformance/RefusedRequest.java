package threadvsloop.conformance;

import java.util.List;
import java.util.stream.Stream;

/// A request that the contract refuses: what is wrong with it, its bytes, and the status of the answer.
record RefusedRequest(String what, String bytes, int status) {

    private static final String OK_REST = " HTTP/1.1\r\nHost: conformance\r\n\r\n";
    private static final String CHUNKED =
            "POST /echo HTTP/1.1\r\nHost: conformance\r\nTransfer-Encoding: chunked\r\n\r\n";

    static Stream<RefusedRequest> all() {
        return Stream.of(requestLines(), versions(), headers(), hosts(), lengths(), codings(), chunks(), limits())
                .flatMap(List::stream);
    }

    @Override
    public String toString() {
        return what;
    }

    private static List<RefusedRequest> requestLines() {
        return List.of(
                // a client that speaks another protocol to this port
                bad("a TLS greeting", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n"),
                bad("a method alone", "GET\r\nHost: conformance\r\n\r\n"),
                bad("a request line without a version", "GET /plaintext\r\nHost: conformance\r\n\r\n"),
                bad("a request line that begins with a space", " GET /plaintext" + OK_REST),
                bad("a method with a character no token has", "G@T /plaintext" + OK_REST),
                bad("a path that does not begin with a slash", "GET plaintext" + OK_REST),
                bad("a control character in the path", "GET /plain\u0001text" + OK_REST),
                bad("a fourth word in the request line", "GET /plaintext now" + OK_REST),
                bad("a bare CR in the request line", "GET /plain\rtext" + OK_REST));
    }

    private static List<RefusedRequest> versions() {
        return List.of(
                bad("a version without a minor number", line("HTTP/1")),
                bad("a version with letters", line("HTTP/1.x")),
                bad("a version in lower case", line("http/1.1")),
                bad("another protocol's name", line("HTTQ/1.1")),
                bad("characters after the version", line("HTTP/1.1x")),
                new RefusedRequest("HTTP major version 2", line("HTTP/2.0"), 505),
                new RefusedRequest("HTTP major version 3", line("HTTP/3.0"), 505),
                new RefusedRequest("HTTP major version 0", line("HTTP/0.9"), 505));
    }

    private static List<RefusedRequest> headers() {
        return List.of(
                bad("a header without a colon", get("no colon\r\n")),
                bad("a header without a name", get(": value\r\n")),
                // what follows would be another header to one reader and part of the name to another
                bad("a space before the colon", get("Accept : text/plain\r\n")),
                bad("a tab before the colon", get("Accept\t: text/plain\r\n")),
                bad("a space within a header's name", get("Acc ept: text/plain\r\n")),
                bad("a control character in a header's name", get("Acc\u0001ept: text/plain\r\n")),
                bad("a byte above 127 in a header's name", get("Acc\u00e9pt: text/plain\r\n")),
                bad("a NUL in a header's value", get("Accept: text\0plain\r\n")),
                bad("a bare CR in a header's value", get("Accept: text\rplain\r\n")),
                bad("a bare CR as the end of a header", get("Accept: text/plain\rX-Other: 1\r\n")),
                bad("a continuation line before any header", "GET /plaintext HTTP/1.1\r\n Host: conformance\r\n\r\n"));
    }

    private static List<RefusedRequest> hosts() {
        return List.of(
                bad("no Host in HTTP/1.1", "GET /plaintext HTTP/1.1\r\nAccept: text/plain\r\n\r\n"),
                bad("two Host headers", get("Host: other\r\n")),
                bad("two equal Host headers", get("host: conformance\r\n")));
    }

    private static List<RefusedRequest> lengths() {
        return List.of(
                bad("a Content-Length that is no number", length("five")),
                bad("an empty Content-Length", length("")),
                bad("a negative Content-Length", length("-5")),
                bad("a Content-Length with a plus sign", length("+5")),
                bad("a hexadecimal Content-Length", length("0x5")),
                bad("a Content-Length with a space within", length("5 5")),
                bad("a Content-Length that overflows 64 bits", length("18446744073709551621")),
                bad("two Content-Lengths that differ, on one line", length("5, 6")),
                bad("two Content-Lengths that differ", length("5\r\nContent-Length: 6")),
                bad("Content-Length before Transfer-Encoding", length("5\r\nTransfer-Encoding: chunked")),
                bad(
                        "Content-Length after Transfer-Encoding",
                        Requests.of("POST", "/echo", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")
                                + "0\r\n\r\n"));
    }

    private static List<RefusedRequest> codings() {
        return List.of(
                new RefusedRequest("an unknown transfer coding", coding("gzip"), 501),
                new RefusedRequest("an unknown transfer coding before chunked", coding("gzip, chunked"), 501),
                new RefusedRequest("a transfer coding that ends like chunked", coding("xchunked"), 501));
    }

    private static List<RefusedRequest> chunks() {
        return List.of(
                bad("a chunk size that is no number", CHUNKED + "five\r\nHello\r\n0\r\n\r\n"),
                bad("an empty chunk size", CHUNKED + "\r\nHello\r\n0\r\n\r\n"),
                bad("a negative chunk size", CHUNKED + "-5\r\nHello\r\n0\r\n\r\n"),
                bad("a chunk size with a prefix", CHUNKED + "0x5\r\nHello\r\n0\r\n\r\n"),
                bad("a chunk size that overflows 64 bits", CHUNKED + "10000000000000005\r\nHello\r\n0\r\n\r\n"),
                bad("a chunk longer than its size", CHUNKED + "5\r\nHello, World!\r\n0\r\n\r\n"),
                bad("an invalid chunk size after a valid chunk", CHUNKED + "5\r\nHello\r\nxyz\r\n"));
    }

    private static List<RefusedRequest> limits() {
        String manyHeaders = "X-Many: 1\r\n".repeat(100);
        return List.of(
                new RefusedRequest("a request line of 17 KiB", "GET /" + "x".repeat(17 * 1024) + OK_REST, 414),
                new RefusedRequest("a request line of 40 KiB", "GET /" + "x".repeat(40 * 1024) + OK_REST, 414),
                new RefusedRequest("a request line of 40 KiB without an end", "GET /" + "x".repeat(40 * 1024), 414),
                new RefusedRequest("a header of 17 KiB", get("X-Long: " + "x".repeat(17 * 1024) + "\r\n"), 431),
                new RefusedRequest(
                        "20 headers of 1 KiB", get(("X-Long: " + "x".repeat(1014) + "\r\n").repeat(20)), 431),
                new RefusedRequest(
                        "a header of 40 KiB without an end",
                        "GET /plaintext HTTP/1.1\r\nHost: conformance\r\nX-Long: " + "x".repeat(40 * 1024),
                        431),
                // with Host there are 101
                new RefusedRequest("101 headers", get(manyHeaders), 431),
                new RefusedRequest("a body of 1 MiB and a byte, announced", announced((1 << 20) + 1), 413),
                new RefusedRequest("a body of 8 GiB, announced", announced(8L << 30), 413),
                new RefusedRequest(
                        "a chunk of 1 MiB and a byte", CHUNKED + "100001\r\n" + "x".repeat((1 << 20) + 1), 413),
                new RefusedRequest(
                        "chunks of 1 MiB and a byte together",
                        CHUNKED + ("8000\r\n" + "x".repeat(0x8000) + "\r\n").repeat(32) + "1\r\nx\r\n",
                        413));
    }

    private static RefusedRequest bad(String what, String bytes) {
        return new RefusedRequest(what, bytes, 400);
    }

    private static String line(String version) {
        return "GET /plaintext " + version + "\r\nHost: conformance\r\n\r\n";
    }

    private static String get(String headers) {
        return Requests.of("GET", "/plaintext", headers);
    }

    private static String length(String value) {
        return Requests.of("POST", "/echo", "Content-Length: " + value + "\r\n") + "Hello";
    }

    private static String coding(String value) {
        return Requests.of("POST", "/echo", "Transfer-Encoding: " + value + "\r\n") + "5\r\nHello\r\n0\r\n\r\n";
    }

    private static String announced(long length) {
        return Requests.of("POST", "/echo", "Content-Length: " + length + "\r\n");
    }
}
