package threadvsloop.http;

import static threadvsloop.http.RefusedRequestsTest.line;

import java.util.List;
import java.util.stream.Stream;
import threadvsloop.http.RefusedRequestsTest.Case;

/// Methods, targets and hosts that are refused.
final class RefusedLines {

    private RefusedLines() {}

    static List<Case> methods() {
        return List.of(
                line("a method that HTTP does not define", "BREW /a HTTP/1.1", 501),
                line("a method in lower case", "get /a HTTP/1.1", 501),
                line("a method that begins like another", "GETS /a HTTP/1.1", 501),
                line("a method of all that a token may have", "F~0!#$%&'*+-.^_`| /a HTTP/1.1", 501),
                line("a method named like none", "OTHER /a HTTP/1.1", 501),
                line("a method of 8 KiB", "A".repeat(8192) + " /a HTTP/1.1", 501),
                // longer than any that is known, as RFC 9112 section 3 has it, rather than a URI that is too long
                new Case("a method that fills the line", "A".repeat(16 * 1024), 501),
                line("CONNECT", "CONNECT h:80 HTTP/1.1", 501),
                line("CONNECT without a port", "CONNECT h HTTP/1.1", 501),
                line("CONNECT to a path", "CONNECT /a HTTP/1.1", 501),
                // what is no request at all comes before what is not known
                line("an unknown method with a bad version", "BREW /a HTTP/1", 400),
                line("an unknown method with another major version", "BREW /a HTTP/3.0", 505));
    }

    /// RFC 9112 section 3.2, with the URIs of RFC 3986 section 3.
    static List<Case> targets() {
        Stream<Case> characters = "\"<>\\^`{|}[]#\u0001\u007f\u00e9"
                .chars()
                .mapToObj(c -> (char) c)
                .flatMap(c -> Stream.of(
                        line("a path with character " + (int) c, "GET /a" + c + "b HTTP/1.1", 400),
                        line("a query with character " + (int) c, "GET /a?b=" + c + " HTTP/1.1", 400),
                        line("a URL with character " + (int) c, "GET http://h/a" + c + " HTTP/1.1", 400)));
        Stream<Case> percents = Stream.of("%", "%4", "%zz", "%4g", "%g4", "%%41", "%+1", "%0x41", "%u0041")
                .flatMap(percent -> Stream.of(
                        line("a path with " + percent, "GET /a" + percent + " HTTP/1.1", 400),
                        line("a query with " + percent, "GET /a?b" + percent + " HTTP/1.1", 400),
                        line("a URL with " + percent, "GET http://h/" + percent + " HTTP/1.1", 400),
                        line("a host with " + percent, "GET http://h" + percent + "/a HTTP/1.1", 400)));
        Stream<Case> authorities = badHosts()
                .filter(host -> !host.contains("/") && !host.contains("?"))
                .map(host -> line("a URL of host " + host, "GET http://" + host + "/a HTTP/1.1", 400));
        Stream<Case> forms = Stream.of(
                line("a relative path", "GET a HTTP/1.1", 400),
                line("a query alone", "GET ?a HTTP/1.1", 400),
                line("* without OPTIONS", "GET * HTTP/1.1", 400),
                line("more than * with OPTIONS", "OPTIONS *a HTTP/1.1", 400),
                line("an authority without CONNECT", "GET h:80 HTTP/1.1", 400),
                line("a URL without a host and a path", "GET http:// HTTP/1.1", 400),
                line("a URL with a query and no host", "GET http://?a HTTP/1.1", 400),
                line("a URL with one slash", "GET http:/h/a HTTP/1.1", 400),
                line("a URL of another scheme", "GET ftp://h/a HTTP/1.1", 400),
                line("a URL whose scheme ends early", "GET http HTTP/1.1", 400),
                // RFC 9110 section 7.4: to be refused unless it came over TLS
                line("an https URL", "GET https://h/a HTTP/1.1", 421),
                line("an https URL in capitals", "GET HTTPS://h HTTP/1.1", 421),
                line("a bad https URL", "GET https://h:b/a HTTP/1.1", 400));
        return Stream.of(characters, percents, authorities, forms)
                .flatMap(cases -> cases)
                .toList();
    }

    /// What is no host, with or without a port (RFC 3986 section 3.2).
    private static Stream<String> badHosts() {
        return Stream.of(
                "",
                ":80",
                "h:b",
                "h:80b",
                "h:80:80",
                "h:-1",
                "h:+1",
                "h::",
                "::1",
                "[::1",
                "::1]",
                "[]",
                "[]:80",
                "[::1]80",
                "[::1]:b",
                "[::1]]",
                "[h]",
                "[1]",
                "[:::]",
                "[1:]",
                "[:1:2:3:4:5:6:7]",
                "[::1::2]",
                "[::g]",
                "[12345::]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7::8]",
                "[::1%25eth0]",
                "[::1%eth0]",
                "[::1.2.3]",
                "[::1.2.3.4.5]",
                "[::1.2.3.256]",
                "[::01.2.3.4]",
                "[1:2:3:4:5:6:7:1.2.3.4]",
                "[::1.2.3.4:5]",
                "[v.1]",
                "[v1]",
                "[v1.]",
                "[vg.1]",
                "[v1.a/]",
                "a%zz",
                "a%",
                "a%4",
                "a b",
                "a\tb",
                "a/b",
                "a?b",
                "a#b",
                "a\\b",
                "a\"b",
                "<a>",
                "a|b",
                "a^b",
                "{a}",
                "a`b",
                "user@h",
                "user:password@h:80",
                "@h",
                "h, other",
                "http://h",
                "caf\u00e9");
    }

    static List<Case> hosts() {
        return badHosts()
                .flatMap(host -> Stream.of(
                        new Case("Host: " + host, "GET /a HTTP/1.1\r\nHost: " + host + "\r\n\r\n", 400),
                        new Case("HTTP/1.0, Host: " + host, "GET /a HTTP/1.0\r\nHost: " + host + "\r\n\r\n", 400)))
                .toList();
    }
}
