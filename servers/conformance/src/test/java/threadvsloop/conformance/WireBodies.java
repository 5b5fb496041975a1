package threadvsloop.conformance;

import java.util.List;
import java.util.stream.Stream;

/// How long a body is (RFC 9112 sections 6 and 7): each a case in which two readers that differ see different requests.
final class WireBodies {

    private WireBodies() {}

    static List<WireCase> all() {
        return Stream.of(lengths(), codings(), sizes(), extensions(), trailers())
                .flatMap(List::stream)
                .toList();
    }

    private static List<WireCase> lengths() {
        return List.of(
                length("`Content-Length: 5,5`", "5,5", "400"),
                length("`Content-Length: 5,`", "5,", "400"),
                length("`Content-Length: -0`", "-0", "400"),
                length("`Content-Length: 1_0`", "1_0", "400"),
                length("`Content-Length: 0o5`", "0o5", "400"),
                length("`Content-Length: 5.0`", "5.0", "400"),
                length("`Content-Length: \"5\"`", "\"5\"", "400"),
                length("`Content-Length: 0005`", "0005", "200"),
                length("Content-Length with blanks and tabs around", " \t5\t ", "200"),
                length("two equal Content-Lengths", "5\r\nContent-Length: 5", "400"),
                length("Content-Length with a fold before it", "\r\n 5", "400"),
                length("Content-Length with a vertical tab before it", "\u000b5", "400"),
                length("Content-Length and `Transfer-Encoding: identity`", "5\r\nTransfer-Encoding: identity", "400"),
                length("Content-Length and `Transfer-Encoding: ,chunked`", "5\r\nTransfer-Encoding: ,chunked", "400"),
                length("`Content_Length: 6` beside Content-Length", "5\r\nContent_Length: 6", "200"),
                new WireCase("no length and no body", Requests.of("POST", "/echo", ""), "200"),
                new WireCase(
                        "a body shorter than its length",
                        Requests.of("POST", "/echo", "Content-Length: 5\r\n") + "Hell",
                        "no answer"));
    }

    private static List<WireCase> codings() {
        return List.of(
                coding("`Transfer-Encoding: Chunked`", "Chunked", "200"),
                coding("`Transfer-Encoding: chunked` with blanks and tabs around", "\t chunked \t", "200"),
                coding("`Transfer-Encoding: chunked, chunked`", "chunked, chunked", "400"),
                coding("`Transfer-Encoding: chunked` twice", "chunked\r\nTransfer-Encoding: chunked", "400"),
                coding("`Transfer-Encoding: chunked, gzip`", "chunked, gzip", "400"),
                coding("`Transfer-Encoding: identity`", "identity", "501"),
                coding("`Transfer-Encoding: identity, chunked`", "identity, chunked", "501"),
                coding("`Transfer-Encoding: chunked;a=b`", "chunked;a=b", "501"),
                coding("`Transfer-Encoding: \"chunked\"`", "\"chunked\"", "501"),
                coding("`Transfer-Encoding: chunked chunked`", "chunked chunked", "501"),
                coding("`Transfer-Encoding: chunked,`", "chunked,", "400"),
                coding("`Transfer-Encoding: ,chunked`", ",chunked", "400"),
                coding("an empty Transfer-Encoding", "", "400"),
                coding("a vertical tab before `chunked`", "\u000bchunked", "400"),
                coding("a NUL before `chunked`", "\0chunked", "400"),
                coding("a fold before `chunked`", "\r\n chunked", "400"),
                new WireCase(
                        "a blank before the colon of Transfer-Encoding",
                        Requests.of("POST", "/echo", "Transfer-Encoding : chunked\r\n") + "0\r\n\r\n",
                        "400"),
                new WireCase(
                        "chunked in HTTP/1.0",
                        "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n",
                        "400"),
                new WireCase(
                        "chunked and a length in HTTP/1.0",
                        "POST /echo HTTP/1.0\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "400"));
    }

    private static List<WireCase> sizes() {
        return List.of(
                chunks("a chunk size `+5`", "+5\r\nHello\r\n0\r\n\r\n", "400"),
                chunks("a chunk size with a blank after it", "5 \r\nHello\r\n0\r\n\r\n", "400"),
                chunks("a chunk size with a tab after it", "5\t\r\nHello\r\n0\r\n\r\n", "400"),
                chunks("a chunk size with a blank before it", " 5\r\nHello\r\n0\r\n\r\n", "400"),
                chunks("a chunk size `0_5`", "0_5\r\nHello\r\n0\r\n\r\n", "400"),
                chunks("a chunk size `5h`", "5h\r\nHello\r\n0\r\n\r\n", "400"),
                chunks("a chunk size of 17 digits", "00000000000000005\r\nHello\r\n0\r\n\r\n", "400"),
                chunks("a chunk size of 32 bits and 5", "100000005\r\nHello\r\n0\r\n\r\n", "413"),
                chunks("a chunk size of 63 bits", "7fffffffffffffff\r\nHello\r\n0\r\n\r\n", "413"),
                chunks("a chunk size of 64 bits", "ffffffffffffffff\r\nHello\r\n0\r\n\r\n", "400"),
                chunks("LF after a chunk size", "5\nHello\r\n0\r\n\r\n", "400"),
                chunks("LF after a chunk", "5\r\nHello\n0\r\n\r\n", "400"),
                chunks("CR after a chunk", "5\r\nHello\r0\r\n\r\n", "400"),
                chunks("nothing after a chunk", "5\r\nHello0\r\n\r\n", "400"),
                chunks("two characters for the end of a chunk", "5\r\nHelloXX0\r\n\r\n", "400"),
                chunks("an empty line between chunks", "2\r\nHe\r\n\r\n3\r\nllo\r\n0\r\n\r\n", "400"),
                chunks("a last chunk `00`", "5\r\nHello\r\n00\r\n\r\n", "200"),
                chunks("a last chunk `-0`", "5\r\nHello\r\n-0\r\n\r\n", "400"),
                chunks("no last chunk", "5\r\nHello\r\n", "no answer"),
                chunks("LF for the end of the last chunk", "5\r\nHello\r\n0\r\n\n", "400"));
    }

    private static List<WireCase> extensions() {
        return List.of(
                extension("`;a`", ";a", "200"),
                extension("`;a=b;c`", ";a=b;c", "200"),
                extension("`;a=\"b;\\\"c\"`", ";a=\"b;\\\"c\"", "200"),
                extension("` ; a = b`", " ; a = b", "200"),
                extension("`;`", ";", "400"),
                extension("`;;a`", ";;a", "400"),
                extension("`;a;`", ";a;", "400"),
                extension("`;=b`", ";=b", "400"),
                extension("`;a=`", ";a=", "400"),
                extension("`;a b`", ";a b", "400"),
                extension("`;a@b`", ";a@b", "400"),
                extension("`;a=b,c`", ";a=b,c", "400"),
                extension("`;a=\"b`", ";a=\"b", "400"),
                extension("`;a=\"b\"c`", ";a=\"b\"c", "400"),
                extension("a control character", ";a\u0001", "400"),
                extension("a bare CR", ";a\rb", "400"),
                extension("LF for its end", ";a\n0", "400"),
                extension("4 KiB", ";a=" + "b".repeat(4096), "400"));
    }

    private static List<WireCase> trailers() {
        return List.of(
                trailer("Content-Length", "Content-Length: 7\r\n", "200"),
                trailer("Transfer-Encoding", "Transfer-Encoding: gzip\r\n", "200"),
                trailer("Host", "Host: a b\r\n", "200"),
                trailer("a line without a colon", "no colon\r\n", "400"),
                trailer("a blank before the colon", "X-A : a\r\n", "400"),
                trailer("a folded line", "X-A: a\r\n b\r\n", "400"),
                trailer("a line that ends in LF", "X-A: a\n", "400"),
                trailer("a control character", "X-A: \u0001\r\n", "400"),
                trailer("17 KiB", "X-A: " + "x".repeat(17 * 1024) + "\r\n", "431"),
                trailer("101 lines", "X-A: a\r\n".repeat(101), "431"));
    }

    private static WireCase length(String what, String value, String contract) {
        return new WireCase(
                what, Requests.of("POST", "/echo", "Content-Length: " + value + "\r\n") + "Hello", contract);
    }

    private static WireCase coding(String what, String value, String contract) {
        String request = Requests.of("POST", "/echo", "Transfer-Encoding: " + value + "\r\n");
        return new WireCase(what, request + "5\r\nHello\r\n0\r\n\r\n", contract);
    }

    private static WireCase chunks(String what, String chunks, String contract) {
        return new WireCase(what, Requests.chunked("/echo", chunks), contract);
    }

    private static WireCase extension(String what, String extension, String contract) {
        return chunks("a chunk extension: " + what, "5" + extension + "\r\nHello\r\n0\r\n\r\n", contract);
    }

    private static WireCase trailer(String what, String lines, String contract) {
        return chunks("a trailer: " + what, "5\r\nHello\r\n0\r\n" + lines + "\r\n", contract);
    }
}
