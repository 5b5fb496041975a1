package threadvsloop.conformance;

import java.util.List;
import java.util.stream.Stream;

/// Header fields (RFC 9110 sections 5, 7.2 and 10.1.1; RFC 9112 sections 3.2 and 5), and errors of `HEAD`.
final class WireHeaders {

    private WireHeaders() {}

    static List<WireCase> all() {
        return Stream.of(lines(), hosts(), expectations(), connections(), heads())
                .flatMap(List::stream)
                .toList();
    }

    private static List<WireCase> lines() {
        return List.of(
                get("a folded header", "X-Folded: a\r\n b\r\n", "400"),
                get("a header folded with a tab", "X-Folded: a\r\n\tb\r\n", "400"),
                get("a folded header that is empty", "X-Folded:\r\n b\r\n", "400"),
                get("a line of one blank among the headers", "X-A: a\r\n \r\n", "400"),
                get("a header that ends in LF", "X-A: a\nX-B: b\r\n", "400"),
                new WireCase("LF for the empty line", "GET /plaintext HTTP/1.1\r\nHost: c\r\n\n", "400"),
                get("CR CR LF after a header", "X-A: a\r\r\n", "400"),
                get("a control character in a value", "X-A: a\u0007b\r\n", "400"),
                get("a delete character in a value", "X-A: a\u007fb\r\n", "400"),
                get("a vertical tab around a value", "X-A: \u000ba\r\n", "400"),
                get("a tab in a value", "X-A: a\tb\r\n", "200"),
                get("bytes above 127 in a value", "X-A: caf\u00e9\r\n", "200"),
                get("an empty value", "X-A:\r\n", "200"),
                get("a value of blanks alone", "X-A: \t \r\n", "200"),
                get("a header's name in brackets", "[X-A]: a\r\n", "400"),
                get("a header's name with a comma", "X,A: a\r\n", "400"),
                get("all that a header's name may have", "!#$%&'*+-.^_`|~09aZ: a\r\n", "200"));
    }

    private static List<WireCase> hosts() {
        Stream<WireCase> bad = Stream.of(
                        ":80",
                        "c:b",
                        "c:80:80",
                        "c:-1",
                        "::1",
                        "[::1",
                        "[]",
                        "[::g]",
                        "[::1]80",
                        "[::1%25eth0]",
                        "a%zz",
                        "a b",
                        "a/b",
                        "a?b",
                        "a#b",
                        "a\\b",
                        "<a>",
                        "a|b",
                        "user@c",
                        "user:password@c:80",
                        "c, d",
                        "http://c")
                .map(it -> host("`Host: " + it.replace("|", "\\|") + "`", it, "400"));
        Stream<WireCase> good = Stream.of("c:", "c:00080", "[::1]:80", "[v1.a]", "a%20b", "my_service", "127.0.0.1")
                .map(it -> host("`Host: " + it + "`", it, "200"));
        Stream<WireCase> others = Stream.of(
                host("an empty Host", "", "400"),
                host("a byte above 127 in Host", "caf\u00e9", "400"),
                host("a folded Host", "c\r\n d", "400"),
                new WireCase("a bad Host beside a URL", of("http://c/plaintext", "Host: a b\r\n"), "400"),
                new WireCase("a bad Host in HTTP/1.0", "GET /plaintext HTTP/1.0\r\nHost: a b\r\n\r\n", "400"),
                new WireCase("two Hosts in HTTP/1.0", "GET /plaintext HTTP/1.0\r\nHost: c\r\nHost: c\r\n\r\n", "400"));
        return Stream.of(bad, good, others).flatMap(it -> it).toList();
    }

    private static List<WireCase> expectations() {
        String post = "Content-Length: 5\r\nExpect: ";
        return List.of(
                echo("an unknown expectation", post + "the-unexpected\r\n", "417"),
                echo("an unknown expectation beside 100-continue", post + "100-continue, x\r\n", "417"),
                echo("100-continue with a parameter", post + "100-continue;a=b\r\n", "417"),
                echo("100-continue with the body at once", post + "100-continue\r\n", "100, 200"),
                get("100-continue without a body", "Expect: 100-continue\r\n", "200"),
                new WireCase(
                        "100-continue in HTTP/1.0",
                        "POST /echo HTTP/1.0\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nHello",
                        "200"),
                echo("100-continue and two lengths", post + "100-continue\r\nContent-Length: 6\r\n", "400"),
                new WireCase(
                        "100-continue with a body above the limit",
                        Requests.of("POST", "/echo", "Content-Length: 1048577\r\nExpect: 100-continue\r\n"),
                        "413"));
    }

    private static List<WireCase> connections() {
        return List.of(
                get("an upgrade to another protocol", "Connection: Upgrade\r\nUpgrade: websocket\r\n", "200"),
                get(
                        "an upgrade to HTTP/2",
                        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
                        "200"),
                get("Connection with an empty element", "Connection: ,keep-alive,\r\n", "200"),
                new WireCase(
                        "a request after one that closes",
                        Requests.of("GET", "/plaintext", "Connection: close\r\n") + Requests.get("/json"),
                        "200"),
                new WireCase(
                        "a request after one that cannot be parsed",
                        Requests.of("GET", "/plaintext", "no colon\r\n") + Requests.get("/json"),
                        "400"),
                new WireCase(
                        "a request after an error of the endpoint",
                        Requests.get("/nothing")
                                + Requests.get("/wait/x")
                                + Requests.post("/json", "x")
                                + Requests.get("/json"),
                        "404, 400, 405, 200"));
    }

    /// The answer to HEAD has no body, an error no more than any (RFC 9110 section 9.3.2).
    private static List<WireCase> heads() {
        return List.of(
                head("HEAD without Host", "HEAD /plaintext HTTP/1.1\r\n\r\n", "400"),
                head("HEAD with two Hosts", headOf("Host: c\r\n"), "400"),
                head("HEAD with a header without a colon", headOf("no colon\r\n"), "400"),
                head("HEAD with two blanks after it", "HEAD  /plaintext HTTP/1.1\r\nHost: c\r\n\r\n", "400"),
                head("HEAD with a bad target", "HEAD plaintext HTTP/1.1\r\nHost: c\r\n\r\n", "400"),
                head("HEAD of HTTP/2.0", "HEAD /plaintext HTTP/2.0\r\nHost: c\r\n\r\n", "505"),
                head(
                        "HEAD with a request line of 17 KiB",
                        "HEAD /" + "x".repeat(17 * 1024) + " HTTP/1.1\r\nHost: c\r\n\r\n",
                        "414"),
                head("HEAD with a header of 17 KiB", headOf("X-Long: " + "x".repeat(17 * 1024) + "\r\n"), "431"),
                head("HEAD with a bad Content-Length", headOf("Content-Length: x\r\n"), "400"),
                head("HEAD with a body above the limit", headOf("Content-Length: 1048577\r\n"), "413"),
                head("HEAD with an unknown transfer coding", headOf("Transfer-Encoding: gzip\r\n"), "501"),
                head("HEAD with an unknown expectation", headOf("Expect: x\r\n"), "417"),
                head("HEAD with a bad chunk size", headOf("Transfer-Encoding: chunked\r\n") + "x\r\n", "400"),
                head("HEAD with a body", headOf("Content-Length: 5\r\n") + "Hello", "200"),
                head("HEAD of an unknown path", Requests.head("/nothing"), "404"),
                head("HEAD where there is POST alone", Requests.head("/echo"), "405"),
                head("HEAD with a bad parameter", Requests.head("/wait/x"), "400"),
                head("HEAD of what fails elsewhere", Requests.head("/upstream/0/1"), "400"));
    }

    private static WireCase head(String what, String bytes, String contract) {
        return new WireCase(what, bytes, contract);
    }

    private static String headOf(String headers) {
        return Requests.of("HEAD", "/plaintext", headers);
    }

    private static WireCase get(String what, String headers, String contract) {
        return new WireCase(what, Requests.of("GET", "/plaintext", headers), contract);
    }

    private static WireCase echo(String what, String headers, String contract) {
        return new WireCase(what, Requests.of("POST", "/echo", headers) + "Hello", contract);
    }

    private static WireCase host(String what, String host, String contract) {
        return new WireCase(what, of("/plaintext", "Host: " + host + "\r\n"), contract);
    }

    private static String of(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\n" + headers + "\r\n";
    }
}
