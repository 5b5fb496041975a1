package threadvsloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Valid requests, and what is read from them, whole and cut anywhere.
class AcceptedRequestsTest {

    /// @param what the case is about
    /// @param bytes as sent
    /// @param events as in [Feed]
    record Case(String what, String bytes, List<String> events) {
        Case(String what, String bytes, String... events) {
            this(what, bytes, List.of(events));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(requestLines(), hosts(), persistence(), bodies(), sequences())
                .flatMap(List::stream);
    }

    private static List<Case> requestLines() {
        return List.of(
                new Case("the least there is", "GET / HTTP/1.1\r\nHost: h\r\n\r\n", "GET /"),
                new Case("a query", "GET /a/b?c=d?e HTTP/1.1\r\nHost: h\r\n\r\n", "GET /a/b?c=d?e"),
                new Case("an empty query", "GET /a? HTTP/1.1\r\nHost: h\r\n\r\n", "GET /a"),
                new Case("HEAD", "HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n", "HEAD /a"),
                // a method that is known may be refused, but that is the endpoint's affair
                new Case("PATCH", "PATCH /a HTTP/1.1\r\nHost: h\r\n\r\n", "PATCH /a"),
                new Case("TRACE", "TRACE /a HTTP/1.1\r\nHost: h\r\n\r\n", "TRACE /a"),
                new Case(
                        "all that a path and a query may have",
                        "GET /aZ09-._~!$&'()*+,;=:@%00%fF//?/?:@!$&'()*+,;=-._~%7e HTTP/1.1\r\nHost: h\r\n\r\n",
                        "GET /aZ09-._~!$&'()*+,;=:@%00%fF//?/?:@!$&'()*+,;=-._~%7e"),
                // RFC 9112 section 3.2.2: a server must accept it
                new Case("a URL", "GET http://h:80/a?b HTTP/1.1\r\nHost: h\r\n\r\n", "GET /a?b"),
                new Case("a URL without a path", "GET http://h HTTP/1.1\r\nHost: h\r\n\r\n", "GET /"),
                new Case("a URL with a query alone", "GET HTTP://h?b HTTP/1.1\r\nHost: h\r\n\r\n", "GET /?b"),
                new Case("a URL of another host", "GET http://[::1]:/a%20 HTTP/1.1\r\nHost: h\r\n\r\n", "GET /a%20"),
                new Case("OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", "OPTIONS *"),
                new Case("OPTIONS of a URL", "OPTIONS http://h HTTP/1.1\r\nHost: h\r\n\r\n", "OPTIONS /"),
                // RFC 9112 section 2.3: a higher minor version is read as the highest known
                new Case("HTTP/1.2", "GET /a HTTP/1.2\r\nHost: h\r\n\r\n", "GET /a"),
                // RFC 9112 section 2.2: for the sake of old clients
                new Case("empty lines first", "\r\n\r\nGET /a HTTP/1.1\r\nHost: h\r\n\r\n", "GET /a"),
                new Case("a field that is empty", "GET /a HTTP/1.1\r\nHost: h\r\nX:\r\n\r\n", "GET /a"),
                new Case("blanks around values", "GET /a HTTP/1.1\r\nHost: \t h \t\r\nX:a b\tc\r\n\r\n", "GET /a"),
                new Case("bytes above 127", "GET /a HTTP/1.1\r\nhOsT: h\r\nX: caf\u00e9\r\n\r\n", "GET /a"),
                new Case("an IPv6 host", "GET /a HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "GET /a"));
    }

    private static List<Case> hosts() {
        return Stream.of(
                        "h:",
                        "h:80",
                        "h:00080",
                        "127.0.0.1:8080",
                        "my_service",
                        "xn--bcher-kva.example",
                        "a-b.c~d!$&'()*+;=",
                        "a%20b%C3%a9",
                        "[::]",
                        "[::1]:",
                        "[::1]:8080",
                        "[1::]",
                        "[1:2:3:4:5:6:7:8]",
                        "[1:2:3:4:5:6:7::]",
                        "[::2:3:4:5:6:7:8]",
                        "[fE80::0001]",
                        "[::ffff:127.0.0.1]",
                        "[1:2:3:4:5:6:255.0.10.9]",
                        "[v1f.a:b]")
                .map(host -> new Case("Host: " + host, "GET /a HTTP/1.1\r\nHost: " + host + "\r\n\r\n", "GET /a"))
                .toList();
    }

    private static List<Case> persistence() {
        return List.of(
                new Case("close", "GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "GET /a CLOSE"),
                new Case("in a list", "GET /a HTTP/1.1\r\nHost: h\r\nConnection: x , ClOsE,y\r\n\r\n", "GET /a CLOSE"),
                new Case("part of a word", "GET /a HTTP/1.1\r\nHost: h\r\nConnection: closed\r\n\r\n", "GET /a"),
                // the safer of two that contradict each other
                new Case(
                        "both, in two fields",
                        "GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\nConnection: keep-alive\r\n\r\n",
                        "GET /a CLOSE"),
                new Case("HTTP/1.0", "GET /a HTTP/1.0\r\n\r\n", "GET /a CLOSE"),
                new Case(
                        "HTTP/1.0, kept alive",
                        "GET /a HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
                        "GET /a KEEP_ALIVE_STATED"));
    }

    private static List<Case> bodies() {
        String post = "POST /e HTTP/1.1\r\nHost: h\r\n";
        String chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
        return List.of(
                new Case("a length", post + "Content-Length: 5\r\n\r\nhello", "POST /e [hello]"),
                new Case("zeros before the length", post + "Content-Length: 0005\r\n\r\nhello", "POST /e [hello]"),
                new Case("no body", post + "Content-Length: 0\r\n\r\n", "POST /e"),
                new Case("no length, no body", post + "\r\n", "POST /e"),
                new Case("line ends in the body", post + "Content-Length: 4\r\n\r\n\r\n\r\n", "POST /e [\r\n\r\n]"),
                new Case("a body with GET", "GET /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nxy", "GET /a [xy]"),
                new Case("chunks", chunked + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "POST /e [abcde]"),
                new Case("no chunk but the last", chunked + "0\r\n\r\n", "POST /e"),
                new Case(
                        "sizes in both cases",
                        chunked + "a\r\n0123456789\r\n0B\r\n01234567890\r\n000\r\n\r\n",
                        "" + "POST /e [012345678901234567890]"),
                new Case("extensions", chunked + "1;a=\"b c\"\r\nx\r\n1 ; d\r\ny\r\n0;z\r\n\r\n", "POST /e [xy]"),
                new Case(
                        "extensions with all that they may have",
                        chunked + "1\t;\t!#$%&'*+-.^_`|~ =\t\"\t a\\\"\\\\\u00e9\" ; b\r\nx\r\n0;c=\"\";d=e\r\n\r\n",
                        "POST /e [x]"),
                new Case(
                        "trailers that would mean something in a header",
                        chunked + "1\r\nx\r\n0\r\nHost: \r\nTransfer-Encoding: x\r\nConnection: close\r\n\r\n",
                        "POST /e [x]"),
                new Case("trailers", chunked + "1\r\nx\r\n0\r\nA: b\r\nContent-Length: 7\r\n\r\n", "POST /e [x]"),
                new Case("CHUNKED", post + "Transfer-Encoding: CHUNKED\r\n\r\n1\r\nx\r\n0\r\n\r\n", "POST /e [x]"),
                new Case(
                        "a client that waits",
                        post + "Expect: 100-Continue\r\nContent-Length: 5\r\n\r\nhello",
                        "100",
                        "POST /e [hello]"),
                new Case(
                        "a client that waits to send chunks",
                        post + "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
                        "100",
                        "POST /e [x]"),
                new Case(
                        "a client that waits, with an empty element",
                        post + "Expect: ,100-continue\r\nContent-Length: 1\r\n\r\nx",
                        "100",
                        "POST /e [x]"),
                new Case(
                        "an expectation in HTTP/1.0",
                        "POST /e HTTP/1.0\r\nExpect: x\r\nContent-Length: 1\r\n\r\nx",
                        "POST /e [x] CLOSE"),
                new Case("a wait for nothing", post + "Expect: 100-continue\r\n\r\n", "POST /e"),
                // RFC 9110 section 10.1.1: HTTP/1.0 knows no interim answers
                new Case(
                        "a wait in HTTP/1.0",
                        "POST /e HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx",
                        "POST /e [x] CLOSE"));
    }

    private static List<Case> sequences() {
        return List.of(
                new Case(
                        "three requests, pipelined",
                        "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
                                + "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nxy"
                                + "HEAD /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                        "GET /1",
                        "POST /2 [xy]",
                        "HEAD /3 CLOSE"),
                new Case(
                        "nothing is left over of the one before",
                        "POST /1?q HTTP/1.0\r\nConnection: keep-alive\r\nTransfer: 1\r\nContent-Length: 1\r\n\r\nx"
                                + "\r\nPOST /2 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\ny\r\n0\r\n\r\n"
                                + "GET /3 HTTP/1.1\r\nHost: h\r\n\r\n",
                        "POST /1?q [x] KEEP_ALIVE_STATED",
                        "POST /2 [y]",
                        "GET /3"),
                new Case(
                        "an error ends it",
                        "GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\nHost: h\r\n\r\n",
                        "GET /1",
                        "400"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReadWhenWhole(Case c) {
        assertThat(Feed.events(c.bytes)).isEqualTo(c.events);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReadTheSameCutAtAnyPlace(Case c) {
        for (int cut = 0; cut <= c.bytes.length(); cut++) {
            assertThat(Feed.events(c.bytes.substring(0, cut), c.bytes.substring(cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(c.events);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReadTheSameCutAtAnyTwoPlaces(Case c) {
        for (int first = 0; first <= c.bytes.length(); first++) {
            for (int second = first; second <= c.bytes.length(); second += 3) {
                assertThat(Feed.events(
                                c.bytes.substring(0, first),
                                c.bytes.substring(first, second),
                                c.bytes.substring(second)))
                        .as("cut at %d and %d", first, second)
                        .isEqualTo(c.events);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReadTheSameByteByByte(Case c) {
        assertThat(Feed.events(c.bytes.split(""))).isEqualTo(c.events);
    }
}
