package threadvsloop.loadgen.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.loadgen.http.ResponseParser.Result;

class ResponseParserTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    /// What came of an answer: the verdict, the status, whether the connection closes, and what was left unread.
    record Verdict(Result result, int status, boolean closes, int left) {}

    record Case(String name, boolean toHead, String wire, Verdict verdict) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> complete() {
        return Stream.of(
                ok("a fixed body", OK + "Content-Length: 5\r\n\r\nHello", 200),
                ok("no body", OK + "Content-Length: 0\r\n\r\n", 200),
                ok("a length in any case, with blanks", OK + "cOnTeNt-LeNgTh: \t 2 \t\r\n\r\nab", 200),
                ok("the same length twice", OK + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nab", 200),
                ok(
                        "fields that only begin like one that matters",
                        OK + "Content-Lengthy: 9\r\nContent: 8\r\n" + "Content-Length: 1\r\n\r\na",
                        200),
                ok(
                        "an empty value, and one in another script",
                        OK + "A:\r\nB: \u00e9\r\nContent-Length: 0\r\n\r\n",
                        200),
                ok("no reason", "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", 404),
                ok("no reason and no blank before it", "HTTP/1.1 503\r\nContent-Length: 0\r\n\r\n", 503),
                ok("chunks", OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n1\r\n!\r\n0\r\n\r\n", 200),
                ok(
                        "chunks with extensions, upper-case size, trailer",
                        OK + "Transfer-Encoding: Chunked\r\n\r\n"
                                + "A;x=\"y\"\r\n0123456789\r\n00\r\nDigest: x\r\nContent-Length: 7\r\n\r\n",
                        200),
                ok("a folded line", OK + "A: b\r\n c\r\n\t d:e\r\nContent-Length: 0\r\n\r\n", 200),
                ok("a length that is folded", OK + "Content-Length:\r\n \t5 \r\n \r\n\r\nHello", 200),
                ok("a coding that is folded", OK + "Transfer-Encoding:\r\n gzip,\r\n\tchunked\r\n\r\n0\r\n\r\n", 200),
                closing("close that is folded", OK + "Connection: x,\r\n close\r\nContent-Length: 0\r\n\r\n", 200),
                ok("a folded line of a trailer", OK + "Transfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n c\r\n\r\n", 200),
                ok("status 600", "HTTP/1.1 600 Odd\r\nContent-Length: 0\r\n\r\n", 600),
                ok("status 999", "HTTP/1.1 999 Odd\r\nContent-Length: 1\r\n\r\na", 999),
                ok("status 099", "HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n", 99),
                ok("a list of equal lengths", OK + "Content-Length: 5, 5 ,5\r\n\r\nHello", 200),
                ok(
                        "another coding before chunked",
                        OK + "Transfer-Encoding: gzip;q=\"1\", chunked\r\n\r\n0\r\n\r\n",
                        200),
                closing(
                        "chunks in HTTP/1.0",
                        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        200),
                ok("204 has no body", "HTTP/1.1 204 No Content\r\n\r\n", 204),
                ok(
                        "304 has no body, whatever its length",
                        "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
                        304),
                ok(
                        "interim answers are skipped",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n" + "Link: x\r\n\r\n" + OK
                                + "Content-Length: 1\r\n\r\na",
                        200),
                ok(
                        "an interim answer's fields are forgotten",
                        "HTTP/1.1 103 Hints\r\nContent-Length: 7\r\n\r\n" + OK + "Content-Length: 1\r\n\r\na",
                        200),
                closing("101 ends HTTP", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", 101),
                closing("Connection: close", OK + "Connection: close\r\nContent-Length: 1\r\n\r\na", 200),
                closing("close in a list", OK + "Connection: x-y, Close ,z\r\nContent-Length: 0\r\n\r\n", 200),
                ok(
                        "words that only begin or end like close",
                        OK + "Connection: closed, enclose\r\n" + "Content-Length: 0\r\n\r\n",
                        200),
                closing("HTTP/1.0 closes", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", 200),
                ok(
                        "HTTP/1.0 with keep-alive",
                        "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\na",
                        200),
                new Case(
                        "HEAD has no body",
                        true,
                        OK + "Content-Length: 5\r\n\r\n",
                        new Verdict(Result.COMPLETE, 200, false, 0)),
                new Case(
                        "more than the answer is left",
                        false,
                        OK + "Content-Length: 1\r\n\r\naXY",
                        new Verdict(Result.COMPLETE, 200, false, 2)),
                new Case(
                        "a body for HEAD is left",
                        true,
                        OK + "Content-Length: 5\r\n\r\nHello",
                        new Verdict(Result.COMPLETE, 200, false, 5)));
    }

    static Stream<Case> malformed() {
        return Stream.of(
                bad("garbage", "garbage\r\n\r\n"),
                bad("another protocol", "SSH-2.0-OpenSSH\r\n"),
                bad("lower case", "http/1.1 200 OK\r\n\r\n"),
                bad("HTTP/2", "HTTP/2.0 200 OK\r\n\r\n"),
                bad("no minor version", "HTTP/1. 200 OK\r\n\r\n"),
                bad("two blanks", "HTTP/1.1  200 OK\r\n\r\n"),
                bad("two digits", "HTTP/1.1 20 OK\r\n\r\n"),
                bad("four digits", "HTTP/1.1 2000 OK\r\n\r\n"),
                bad("a bare LF after the status line", "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n"),
                bad("a bare CR", "HTTP/1.1 200 OK\rContent-Length: 0\r\n\r\n"),
                bad("a zero byte in a value", OK + "A: \0\r\n\r\n"),
                bad("a line without a colon", OK + "Content-Length\r\n\r\n"),
                bad("a nameless line", OK + ": x\r\n\r\n"),
                bad("a blank before the colon", OK + "Content-Length : 5\r\n\r\nHello"),
                bad("a folded line without a field before it", OK + " A: b\r\n\r\n"),
                bad("a length folded into two", OK + "Content-Length: 5\r\n 5\r\n\r\nHello"),
                bad("chunked folded into two words", OK + "Transfer-Encoding: chun\r\n ked\r\n\r\n0\r\n\r\n"),
                bad("a control character in a folded line", OK + "A: b\r\n \0\r\n\r\n"),
                bad("a folded first line of a trailer", OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n A: b\r\n\r\n"),
                bad("a length and another coding", OK + "Content-Length: 1\r\nTransfer-Encoding: gzip\r\n\r\na"),
                bad("a bare LF at the end of the head", OK + "Content-Length: 0\r\n\n"),
                bad("a negative length", OK + "Content-Length: -1\r\n\r\n"),
                bad("a length with a sign", OK + "Content-Length: +1\r\n\r\na"),
                bad("an empty length", OK + "Content-Length:\r\n\r\n"),
                bad("a hexadecimal length", OK + "Content-Length: 0x5\r\n\r\nHello"),
                bad("a list of different lengths", OK + "Content-Length: 5, 4\r\n\r\nHello"),
                bad("a list with an empty length", OK + "Content-Length: 5,\r\n\r\nHello"),
                bad("two words as length", OK + "Content-Length: 5 5\r\n\r\nHello"),
                bad("a length above all bounds", OK + "Content-Length: 99999999999999999999\r\n\r\n"),
                bad("two lengths", OK + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
                bad("length and chunks", OK + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                bad(
                        "chunked twice in two lines",
                        OK + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"),
                bad("chunked twice", OK + "Transfer-Encoding: chunked, chunked\r\n\r\n"),
                bad("chunked in two words", OK + "Transfer-Encoding: chun ked\r\n\r\n"),
                bad("a chunk without size", OK + "Transfer-Encoding: chunked\r\n\r\n\r\n"),
                bad("a chunk size that is none", OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"),
                bad("a chunk size above all bounds", OK + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n"),
                bad("a chunk longer than its size", OK + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n"),
                bad("a chunk with a bare LF", OK + "Transfer-Encoding: chunked\r\n\r\n1\na"),
                bad("a head above 64 KiB", OK + "A: " + "b".repeat(70_000) + "\r\n\r\n"),
                bad("many small lines above 64 KiB", OK + "A: bbb\r\n".repeat(9_000) + "\r\n"),
                bad(
                        "a trailer above 64 KiB",
                        OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + "A: bbb\r\n".repeat(9_000)));
    }

    static Stream<Case> unfinished() {
        return Stream.of(
                open("nothing", ""),
                open("half a status line", "HTTP/1.1 20"),
                open("a head without its end", OK + "Content-Length: 5\r\n"),
                open("a short body", OK + "Content-Length: 5\r\n\r\nHell"),
                open("chunks without the last", OK + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n"),
                open("the last chunk without its end", OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n"),
                open("only an interim answer", "HTTP/1.1 100 Continue\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource({"complete", "malformed"})
    void verdict(Case c) {
        assertThat(parse(c, c.wire().length())).isEqualTo(c.verdict());
    }

    @ParameterizedTest
    @MethodSource({"complete", "malformed"})
    void theSameVerdictWhereverTheBytesAreSplit(Case c) {
        int last = Math.min(c.wire().length(), 300);
        for (int split = 0; split <= last; split++) {
            assertThat(parse(c, split)).describedAs("split at %d", split).isEqualTo(c.verdict());
        }
    }

    @ParameterizedTest
    @MethodSource({"complete", "malformed"})
    void theSameVerdictByteByByte(Case c) {
        int[] everywhere = IntStream.range(1, c.wire().length()).toArray();

        assertThat(parse(c, everywhere)).isEqualTo(c.verdict());
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    void whatIsNotFinishedNeedsMoreAndIsNotEndedByTheConnectionsEnd(Case c) {
        ResponseParser parser = new ResponseParser(false, new LastHead());

        assertThat(parser.parse(bytes(c.wire()))).isEqualTo(Result.NEED_MORE);
        assertThat(parser.end()).isEqualTo(Result.NEED_MORE);
    }

    @Test
    void withoutALengthTheBodyLastsUntilTheConnectionEnds() {
        ResponseParser parser = new ResponseParser(false, new LastHead());

        assertThat(parser.parse(bytes(OK + "\r\nas long as"))).isEqualTo(Result.NEED_MORE);
        assertThat(parser.parse(bytes(" it takes"))).isEqualTo(Result.NEED_MORE);
        assertThat(parser.end()).isEqualTo(Result.COMPLETE);
        assertThat(parser.status()).isEqualTo(200);
    }

    /// RFC 9112, section 6.3: where chunked is not the last coding, the connection's end is the body's.
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "chunked, gzip", "chunked\r\nTransfer-Encoding: x"})
    void withAnotherCodingTheBodyLastsUntilTheConnectionEnds(String codings) {
        ResponseParser parser = new ResponseParser(false, new LastHead());

        assertThat(parser.parse(bytes(OK + "Transfer-Encoding: " + codings + "\r\n\r\n0\r\n\r\n")))
                .isEqualTo(Result.NEED_MORE);
        assertThat(parser.end()).isEqualTo(Result.COMPLETE);
    }

    @Test
    void nothingOfOneAnswerIsLeftInTheNext() {
        ResponseParser parser = new ResponseParser(false, new LastHead());
        for (Case c :
                Stream.concat(complete(), malformed()).filter(c -> !c.toHead()).toList()) {
            parser.reset();
            ByteBuffer in = bytes(c.wire());
            assertThat(verdict(parser, parser.parse(in), in))
                    .describedAs(c.name())
                    .isEqualTo(c.verdict());
        }
    }

    @Test
    void defectsAreNamed() {
        ResponseParser parser = new ResponseParser(false, new LastHead());
        parser.parse(bytes(OK + "Content-Length: five\r\n\r\n"));

        assertThat(parser.defect()).isEqualTo("a Content-Length that is not a number");
    }

    @Test
    void aFinishedAnswerTakesNoMoreBytes() {
        ResponseParser parser = new ResponseParser(false, new LastHead());
        parser.parse(bytes(OK + "Content-Length: 0\r\n\r\n"));

        assertThatThrownBy(() -> parser.parse(bytes("x"))).isInstanceOf(IllegalStateException.class);
    }

    /// Valid answers with bytes changed, added and taken out: whatever comes, the parser gives a verdict, and the
    /// same one however the bytes are split and whatever answer came before.
    @Test
    void mutatedAnswersNeverUpsetTheParser() {
        Random random = new Random(11);
        List<Case> cases = complete().toList();
        LastHead last = new LastHead();
        for (int i = 0; i < 20_000; i++) {
            Case original = cases.get(random.nextInt(cases.size()));
            Case mutant = new Case("mutant", original.toHead(), mutate(original.wire(), random), original.verdict());
            int length = mutant.wire().length();

            Verdict alone = parse(mutant, length);
            assertThat(parse(original, last, length)).isEqualTo(original.verdict());
            assertThat(parse(mutant, last, length)).describedAs(mutant.wire()).isEqualTo(alone);
            assertThat(parse(mutant, last, length == 0 ? 0 : random.nextInt(length)))
                    .describedAs(mutant.wire())
                    .isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @MethodSource("complete")
    void anAnswerThatIsRepeatedIsReadAsTheFirstTime(Case c) {
        LastHead last = new LastHead();

        assertThat(parse(c, last, c.wire().length())).isEqualTo(c.verdict());
        assertThat(parse(c, last, c.wire().length())).isEqualTo(c.verdict());
        assertThat(parse(c, last, c.wire().length() - 1)).isEqualTo(c.verdict());
    }

    private static String mutate(String wire, Random random) {
        StringBuilder mutant = new StringBuilder(wire);
        for (int changes = 1 + random.nextInt(3); changes > 0 && !mutant.isEmpty(); changes--) {
            int at = random.nextInt(mutant.length());
            char any = (char) random.nextInt(256);
            switch (random.nextInt(3)) {
                case 0 -> mutant.setCharAt(at, any);
                case 1 -> mutant.insert(at, any);
                default -> mutant.deleteCharAt(at);
            }
        }
        return mutant.toString();
    }

    /// Feeds the wire in pieces that end at these positions, and at its end.
    private static Verdict parse(Case c, int... splits) {
        return parse(c, new LastHead(), splits);
    }

    private static Verdict parse(Case c, LastHead last, int... splits) {
        ResponseParser parser = new ResponseParser(c.toHead(), last);
        ByteBuffer all = bytes(c.wire());
        int limit = all.limit();
        Result result = Result.NEED_MORE;
        for (int i = 0; i <= splits.length && result == Result.NEED_MORE; i++) {
            all.limit(i == splits.length ? limit : Math.min(splits[i], limit));
            result = parser.parse(all);
        }
        all.limit(limit);
        return verdict(parser, result, all);
    }

    /// Of a malformed answer only that it is one is promised.
    private static Verdict verdict(ResponseParser parser, Result result, ByteBuffer rest) {
        return result == Result.COMPLETE
                ? new Verdict(result, parser.status(), parser.closes(), rest.remaining())
                : new Verdict(result, 0, false, 0);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    private static Case ok(String name, String wire, int status) {
        return new Case(name, false, wire, new Verdict(Result.COMPLETE, status, false, 0));
    }

    private static Case closing(String name, String wire, int status) {
        return new Case(name, false, wire, new Verdict(Result.COMPLETE, status, true, 0));
    }

    private static Case bad(String name, String wire) {
        return new Case(name, false, wire, new Verdict(Result.MALFORMED, 0, false, 0));
    }

    private static Case open(String name, String wire) {
        return new Case(name, false, wire, new Verdict(Result.NEED_MORE, 0, false, 0));
    }
}
