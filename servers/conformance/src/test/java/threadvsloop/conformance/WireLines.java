package threadvsloop.conformance;

import java.util.List;
import java.util.stream.Stream;

/// Request lines and targets (RFC 9112 sections 2 and 3, RFC 3986).
final class WireLines {

    private static final String REST = " HTTP/1.1\r\nHost: conformance\r\n\r\n";

    private WireLines() {}

    static List<WireCase> all() {
        return Stream.of(words(), versions(), methods(), characters(), forms(), authorities())
                .flatMap(List::stream)
                .toList();
    }

    private static List<WireCase> words() {
        return List.of(
                line("two blanks after the method", "GET  /plaintext HTTP/1.1", "400"),
                line("two blanks before the version", "GET /plaintext  HTTP/1.1", "400"),
                line("a tab after the method", "GET\t/plaintext HTTP/1.1", "400"),
                line("a tab before the version", "GET /plaintext\tHTTP/1.1", "400"),
                line("a blank after the version", "GET /plaintext HTTP/1.1 ", "400"),
                line("a vertical tab before the version", "GET /plaintext\u000bHTTP/1.1", "400"),
                new WireCase("a request line that ends in LF", "GET /plaintext HTTP/1.1\nHost: c\r\n\r\n", "400"),
                new WireCase("a request whose lines all end in LF", "GET /plaintext HTTP/1.1\nHost: c\n\n", "400"),
                new WireCase(
                        "a request whose lines all end in CR", "GET /plaintext HTTP/1.1\rHost: c\r\r", "no answer"),
                new WireCase("LF for an empty line before a request", "\n" + Requests.get("/plaintext"), "400"),
                new WireCase("two empty lines before a request", "\r\n\r\n" + Requests.get("/plaintext"), "200"),
                new WireCase("ten empty lines before a request", "\r\n".repeat(10) + Requests.get("/plaintext"), "400"),
                new WireCase("HTTP/0.9", "GET /plaintext\r\n\r\n", "400"));
    }

    private static List<WireCase> versions() {
        return List.of(
                line("HTTP/01.1", "GET /plaintext HTTP/01.1", "400"),
                line("HTTP/1.10", "GET /plaintext HTTP/1.10", "400"),
                line("HTTP/1.1.1", "GET /plaintext HTTP/1.1.1", "400"),
                line("HTTP/1,1", "GET /plaintext HTTP/1,1", "400"),
                line("HTTP/9.9", "GET /plaintext HTTP/9.9", "505"),
                line("a blank within the version", "GET /plaintext HTTP/ 1.1", "400"),
                new WireCase("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505"));
    }

    private static List<WireCase> methods() {
        return List.of(
                line("an unknown method", "BREW /plaintext HTTP/1.1", "501"),
                line("a method in lower case", "get /plaintext HTTP/1.1", "501"),
                line("an unknown method of 8 KiB", "A".repeat(8192) + " /plaintext HTTP/1.1", "501"),
                line("an unknown method of 100 KiB", "A".repeat(102_400) + " /plaintext HTTP/1.1", "501"),
                line("an unknown method and an unknown path", "BREW /nothing HTTP/1.1", "501"),
                new WireCase(
                        "an unknown method with a body",
                        Requests.of("BREW", "/echo", "Content-Length: 5\r\n") + "Hello",
                        "501"),
                new WireCase("CONNECT", "CONNECT conformance:80 HTTP/1.1\r\nHost: conformance:80\r\n\r\n", "501"),
                new WireCase("CONNECT without a port", "CONNECT conformance" + REST, "501"),
                new WireCase("CONNECT to a path", "CONNECT /plaintext" + REST, "501"),
                new WireCase("TRACE", "TRACE /plaintext" + REST, "405"),
                new WireCase(
                        "TRACE with a body", Requests.of("TRACE", "/json", "Content-Length: 5\r\n") + "Hello", "405"),
                new WireCase("OPTIONS of a path", "OPTIONS /plaintext" + REST, "405"),
                new WireCase("`OPTIONS *`", "OPTIONS *" + REST, "200"),
                new WireCase(
                        "`OPTIONS *` with a body", Requests.of("OPTIONS", "*", "Content-Length: 1\r\n") + "x", "200"));
    }

    private static List<WireCase> characters() {
        Stream<WireCase> marks = "\"<>\\^{}[]#".chars().mapToObj(c -> target("`" + (char) c + "`", (char) c));
        Stream<WireCase> others = Stream.of(
                target("a backquote", '`'),
                target("a vertical bar", '|'),
                target("a NUL", '\0'),
                target("a delete character", '\u007f'),
                target("a byte above 127", '\u00e9'));
        Stream<WireCase> percents = Stream.of("%", "%4", "%zz", "%4g", "%%41", "%u0041")
                .map(it -> line("`" + it + "` in the query", "GET /plaintext?a=" + it + " HTTP/1.1", "400"));
        Stream<WireCase> good = Stream.of(
                line("all that a query may have", "GET /plaintext?~!$&'()*+,;=:@/?%00%fF HTTP/1.1", "200"),
                line("`%0d%0a` in the path", "GET /plain%0d%0atext HTTP/1.1", "404"),
                line("`..` in the path", "GET /bytes/../plaintext HTTP/1.1", "400"),
                line("an empty segment in the path", "GET //plaintext HTTP/1.1", "404"),
                line("a percent-encoded letter in the path", "GET /%70laintext HTTP/1.1", "404"),
                line("a parameter of the path", "GET /plaintext;a=b HTTP/1.1", "404"));
        return Stream.of(marks, others, percents, good).flatMap(it -> it).toList();
    }

    private static WireCase target(String what, char c) {
        return line(what + " in the query", "GET /plaintext?a" + c + "b HTTP/1.1", "400");
    }

    private static List<WireCase> forms() {
        return List.of(
                line("`*` with GET", "GET * HTTP/1.1", "400"),
                line("an authority with GET", "GET conformance:80 HTTP/1.1", "400"),
                line("a query alone", "GET ?a HTTP/1.1", "400"),
                line("a fragment", "GET /plaintext#top HTTP/1.1", "400"),
                line("a URL of another host", "GET http://other/plaintext HTTP/1.1", "200"),
                line("a URL in capitals", "GET HTTP://CONFORMANCE/plaintext HTTP/1.1", "200"),
                line("a URL without a path", "GET http://conformance HTTP/1.1", "404"),
                line("a URL without a path, with a query", "GET http://conformance?a HTTP/1.1", "404"),
                line("a URL of an IPv6 address", "GET http://[::1]:80/plaintext HTTP/1.1", "200"),
                new WireCase("a URL and no Host", "GET http://c/plaintext HTTP/1.1\r\n\r\n", "400"),
                new WireCase("a URL and no Host in HTTP/1.0", "GET http://c/plaintext HTTP/1.0\r\n\r\n", "200"),
                line("an https URL", "GET https://conformance/plaintext HTTP/1.1", "421"),
                line("an ftp URL", "GET ftp://conformance/plaintext HTTP/1.1", "400"));
    }

    private static List<WireCase> authorities() {
        return Stream.of("", ":80", "user@conformance", "c:b", "c:80:80", "[::1", "[::g]", "::1", "a%zz", "a|b")
                .map(it -> line(
                        "a URL whose authority is " + (it.isEmpty() ? "empty" : "`" + it.replace("|", "\\|") + "`"),
                        "GET http://" + it + "/plaintext HTTP/1.1",
                        "400"))
                .toList();
    }

    private static WireCase line(String what, String line, String contract) {
        return new WireCase(what, line + "\r\nHost: conformance\r\n\r\n", contract);
    }
}
