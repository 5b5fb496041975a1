package threadvsloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Invalid requests and the status each is refused with, whole and cut anywhere.
class RefusedRequestsTest {
    private static final String HOST = "Host: h\r\n";
    private static final String POST = "POST /e HTTP/1.1\r\n" + HOST;
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    /// @param what the case is about
    /// @param bytes as sent, ending where the error is certain
    record Case(String what, String bytes, int status) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                        requestLines(),
                        RefusedLines.methods(),
                        RefusedLines.targets(),
                        RefusedLines.hosts(),
                        headers(),
                        lengths(),
                        codings(),
                        chunks())
                .flatMap(List::stream);
    }

    static Case line(String what, String requestLine, int status) {
        return new Case(what, requestLine + "\r\n", status);
    }

    private static List<Case> requestLines() {
        return List.of(
                line("no version", "GET /a", 400),
                line("two spaces", "GET  /a HTTP/1.1", 400),
                line("a tab for a space", "GET\t/a HTTP/1.1", 400),
                line("a space at the end", "GET /a HTTP/1.1 ", 400),
                line("a space first", " GET /a HTTP/1.1", 400),
                line("no method", "/a HTTP/1.1", 400),
                line("a method that is no token", "G@T /a HTTP/1.1", 400),
                line("a fourth word", "GET /a b HTTP/1.1", 400),
                line("a tab before the version", "GET /a\tHTTP/1.1", 400),
                line("two spaces before the version", "GET /a  HTTP/1.1", 400),
                line("a method and a space alone", "GET ", 400),
                line("a bare CR", "GET /a\rb HTTP/1.1", 400),
                line("a NUL", "GET /a\0b HTTP/1.1", 400),
                line("lower case", "GET /a http/1.1", 400),
                line("a version of three parts", "GET /a HTTP/1.1.1", 400),
                line("a minor version of two digits", "GET /a HTTP/1.10", 400),
                line("a major version of two digits", "GET /a HTTP/01.1", 400),
                line("no minor version", "GET /a HTTP/1", 400),
                line("a space in the version", "GET /a HTTP/ 1.1", 400),
                line("another protocol", "GET /a ICY/1.1", 400),
                line("HTTP/2", "PRI * HTTP/2.0", 505),
                line("HTTP/2 for a path", "GET /a HTTP/2.0", 505),
                line("HTTP/9", "GET /a HTTP/9.9", 505),
                line("HTTP/0.9, spelled out", "GET /a HTTP/0.9", 505),
                // a lenient reader's line end, and a strict reader's part of the line: refused by both
                new Case("a bare LF", "GET /a HTTP/1.1\n", 400),
                new Case("nothing but empty lines", "\r\n".repeat(9), 400));
    }

    private static Case header(String what, String lines) {
        return new Case(what, POST + lines + "\r\n", 400);
    }

    private static List<Case> headers() {
        return List.of(
                new Case("no Host", "GET /a HTTP/1.1\r\nX: y\r\n\r\n", 400),
                header("two Hosts", HOST),
                header("two Hosts, spelled differently", "hOST: h\r\n"),
                new Case("two Hosts in HTTP/1.0", "GET /a HTTP/1.0\r\n" + HOST + HOST + "\r\n", 400),
                new Case("no Host beside a URL", "GET http://h/a HTTP/1.1\r\n\r\n", 400),
                header("no colon", "X\r\n"),
                header("no name", ": x\r\n"),
                // RFC 9112 section 5.1: once a way to smuggle requests past proxies
                header("a space before the colon", "X : y\r\n"),
                header("a tab before the colon", "X\t: y\r\n"),
                header("a name that is no token", "X(y): z\r\n"),
                // RFC 9112 section 5.2: folding is obsolete
                header("a folded value", "X: y\r\n z\r\n"),
                header("a folded empty line", "X: y\r\n \r\n"),
                new Case("a fold first", "GET /a HTTP/1.1\r\n " + HOST + "\r\n", 400),
                header("a NUL", "X: a\0b\r\n"),
                header("a vertical tab", "X: a\u000bb\r\n"),
                header("a NUL before a coding", "Transfer-Encoding: \0chunked\r\n"),
                header("a form feed before a coding", "Transfer-Encoding: \fchunked\r\n"),
                header("a NUL in a name", "X\0: y\r\n"),
                header("a byte above 127 in a name", "X\u00e9: y\r\n"),
                header("a line of a blank", " \r\n"),
                new Case("an expectation nobody knows", POST + "Expect: the-unexpected\r\n\r\n", 417),
                new Case("one of two expectations unknown", POST + "Expect: 100-continue, x=y\r\n\r\n", 417),
                new Case("an expectation with a parameter", POST + "Expect: 100-continue;a=b\r\n\r\n", 417),
                header("a bare CR in a value", "X: a\rb\r\n"),
                header("a bare CR before the end", "X: a\r\r\n"),
                header("a delete character", "X: a\u007fb\r\n"),
                new Case("a bare LF after a value", POST + "X: a\n", 400),
                new Case("a bare LF for the empty line", POST + "X: a\r\n\n", 400));
    }

    private static List<Case> lengths() {
        return List.of(
                header("empty", "Content-Length:\r\n"),
                header("negative", "Content-Length: -1\r\n"),
                header("with a plus sign", "Content-Length: +5\r\n"),
                header("hexadecimal", "Content-Length: 0x5\r\n"),
                header("with an underscore", "Content-Length: 1_0\r\n"),
                header("octal", "Content-Length: 0o5\r\n"),
                header("negative zero", "Content-Length: -0\r\n"),
                header("with a comma behind", "Content-Length: 5,\r\n"),
                header("a quoted number", "Content-Length: \"5\"\r\n"),
                header("a fraction", "Content-Length: 5.0\r\n"),
                header("with a blank inside", "Content-Length: 5 5\r\n"),
                header("beyond 64 bits", "Content-Length: 9223372036854775808\r\n"),
                header("far beyond 64 bits", "Content-Length: 99999999999999999999999999\r\n"),
                // RFC 9110 section 8.6 lets a list of equal numbers pass or be refused
                header("a list", "Content-Length: 5, 5\r\n"),
                header("two that differ", "Content-Length: 5\r\nContent-Length: 6\r\n"),
                header("two that agree", "Content-Length: 5\r\nContent-Length: 5\r\n"),
                new Case("one above the limit", POST + "Content-Length: 1048577\r\n\r\n", 413),
                new Case("the greatest of 64 bits", POST + "Content-Length: 9223372036854775807\r\n\r\n", 413),
                // no use to invite a body that is too large
                new Case(
                        "above the limit, waiting",
                        POST + "Expect: 100-continue\r\nContent-Length: 1048577\r\n\r\n",
                        413));
    }

    private static List<Case> codings() {
        return List.of(
                header("beside a length", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
                header("beside a length, the other way round", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"),
                header("unknown, beside a length", "Content-Length: 5\r\nTransfer-Encoding: gzip\r\n"),
                header("empty", "Transfer-Encoding:\r\n"),
                header("an empty element", "Transfer-Encoding: ,chunked\r\n"),
                header("chunked twice", "Transfer-Encoding: chunked, chunked\r\n"),
                header("chunked in two fields", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
                // RFC 9112 section 6.3: without chunked last, nobody knows where the body ends
                header("chunked first", "Transfer-Encoding: chunked, gzip\r\n"),
                new Case("in HTTP/1.0", "POST /e HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
                new Case("unknown", POST + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501),
                new Case("of old", POST + "Transfer-Encoding: identity\r\n\r\n", 501),
                new Case("chunked with a parameter", POST + "Transfer-Encoding: chunked;a=b\r\n\r\n", 501),
                new Case("of old, before chunked", POST + "Transfer-Encoding: identity, chunked\r\n\r\n", 501),
                new Case("in quotes", POST + "Transfer-Encoding: \"chunked\"\r\n\r\n", 501),
                new Case("two words", POST + "Transfer-Encoding: chunked chunked\r\n\r\n", 501),
                header("an empty element behind", "Transfer-Encoding: chunked,\r\n"),
                new Case("almost known", POST + "Transfer-Encoding: xchunked\r\n\r\n", 501));
    }

    private static List<Case> chunks() {
        return List.of(
                new Case("no size", CHUNKED + "\r\n", 400),
                new Case("an extension alone", CHUNKED + ";a\r\n", 400),
                new Case("a size that is no number", CHUNKED + "x\r\n", 400),
                new Case("a negative size", CHUNKED + "-1\r\n", 400),
                new Case("a size with a prefix", CHUNKED + "0x1\r\n", 400),
                new Case("a blank before the size", CHUNKED + " 1\r\n", 400),
                new Case("a blank after the size", CHUNKED + "1 \r\n", 400),
                new Case("a second number", CHUNKED + "1 1\r\n", 400),
                new Case("a size of 17 digits", CHUNKED + "00000000000000001\r\n", 400),
                new Case("a size of 64 bits", CHUNKED + "ffffffffffffffff\r\n", 400),
                new Case("a size of 63 bits", CHUNKED + "7fffffffffffffff\r\n", 413),
                new Case("a size above the limit", CHUNKED + "100001\r\n", 413),
                new Case("sizes that add up above the limit", CHUNKED + "1\r\nx\r\n100000\r\n", 413),
                new Case("a bare LF after the size", CHUNKED + "1\n", 400),
                new Case("a control character in an extension", CHUNKED + "1;a\u0001\r\n", 400),
                new Case("a plus sign before the size", CHUNKED + "+1\r\n", 400),
                new Case("a size with an underscore", CHUNKED + "1_0\r\n", 400),
                new Case("a tab after the size", CHUNKED + "1\t\r\n", 400),
                new Case("a bare CR after the size", CHUNKED + "1\rx\r\n", 400),
                new Case("a semicolon and no extension", CHUNKED + "1;\r\n", 400),
                new Case("two semicolons", CHUNKED + "1;;a\r\n", 400),
                new Case("a semicolon behind an extension", CHUNKED + "1;a;\r\n", 400),
                new Case("a blank behind an extension", CHUNKED + "1;a \r\n", 400),
                new Case("a value without a name", CHUNKED + "1;=b\r\n", 400),
                new Case("a name with an equals sign alone", CHUNKED + "1;a=\r\n", 400),
                new Case("two equals signs", CHUNKED + "1;a==b\r\n", 400),
                new Case("two names", CHUNKED + "1;a b\r\n", 400),
                new Case("a name that is no token", CHUNKED + "1;a@b\r\n", 400),
                new Case("a name in quotes", CHUNKED + "1;\"a\"\r\n", 400),
                new Case("a value that is no token", CHUNKED + "1;a=b,c\r\n", 400),
                new Case("a quote that does not end", CHUNKED + "1;a=\"b\r\n", 400),
                new Case("a quote that is escaped at its end", CHUNKED + "1;a=\"b\\\"\r\n", 400),
                new Case("a quote with more behind", CHUNKED + "1;a=\"b\"c\r\n", 400),
                new Case("a control character in quotes", CHUNKED + "1;a=\"\u0001\"\r\n", 400),
                new Case("an escaped control character", CHUNKED + "1;a=\"\\\u0001\"\r\n", 400),
                new Case("a bare CR in quotes", CHUNKED + "1;a=\"\r\"\r\n", 400),
                new Case("a bad extension of the last chunk", CHUNKED + "0;\r\n", 400),
                new Case("an extension of 1 KiB", CHUNKED + "1;a=" + "b".repeat(1020), 400),
                new Case("a chunk without its end", CHUNKED + "1\r\nx1\r\n", 400),
                new Case("a chunk longer than its size", CHUNKED + "1\r\nxy\r\n", 400),
                new Case("a bare LF after a chunk", CHUNKED + "1\r\nx\n", 400),
                new Case("a bad trailer", CHUNKED + "0\r\nA : b\r\n", 400),
                new Case("a folded trailer", CHUNKED + "0\r\nA: b\r\n c\r\n", 400));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedWhenWhole(Case c) {
        assertThat(Feed.events(c.bytes)).containsExactly(Integer.toString(c.status));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedTheSameCutAtAnyPlace(Case c) {
        for (int cut = 0; cut <= c.bytes.length(); cut++) {
            assertThat(Feed.events(c.bytes.substring(0, cut), c.bytes.substring(cut)))
                    .as("cut at %d", cut)
                    .containsExactly(Integer.toString(c.status));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesAReasonOfOneLine(Case c) {
        Feed feed = new Feed();
        feed.add(c.bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        Parsed again = feed.parser().parse(java.nio.ByteBuffer.allocate(0));
        assertThat(again)
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.reason()).isNotBlank().doesNotContain("\n"));
    }
}
