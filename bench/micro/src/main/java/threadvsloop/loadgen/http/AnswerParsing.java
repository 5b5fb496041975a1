package threadvsloop.loadgen.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the load generator spends on reading an answer: with the head of the last one, as servers send it all through a
/// second; with another head each time; in chunks; and in pieces of 16 bytes.
///
/// In the package of what it measures: see `ArrivalScheduling`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class AnswerParsing {
    private static final int PIECE_BYTES = 16;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nServer: bench\r\nDate: Tue, 03 Mar 2026 10:00:0%d GMT\r\n"
            + "Content-Type: text/plain\r\n%s\r\n\r\n%s";

    private final ResponseParser parser = new ResponseParser(false, new LastHead());
    private final ByteBuffer first = bytes(HEAD.formatted(1, "Content-Length: 13", "Hello, World!"));
    private final ByteBuffer second = bytes(HEAD.formatted(2, "Content-Length: 13", "Hello, World!"));
    private final ByteBuffer chunked =
            bytes(HEAD.formatted(3, "Transfer-Encoding: chunked", "7\r\nHello, \r\n6\r\nWorld!\r\n0\r\n\r\n"));
    private boolean odd;

    @Benchmark
    public ResponseParser.Result sameHead() {
        return parse(first);
    }

    @Benchmark
    public ResponseParser.Result anotherHead() {
        odd = !odd;
        return parse(odd ? first : second);
    }

    @Benchmark
    public ResponseParser.Result inChunks() {
        return parse(chunked);
    }

    @Benchmark
    public ResponseParser.Result inPieces() {
        parser.reset();
        ResponseParser.Result result = ResponseParser.Result.NEED_MORE;
        int end = first.capacity();
        for (int at = 0; at < end; at += PIECE_BYTES) {
            result = parser.parse(first.clear().position(at).limit(Math.min(end, at + PIECE_BYTES)));
        }
        first.clear();
        return result;
    }

    private ResponseParser.Result parse(ByteBuffer answer) {
        parser.reset();
        return parser.parse(answer.rewind());
    }

    /// Off the heap, as the generator's buffer is.
    private static ByteBuffer bytes(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(encoded.length).put(encoded).flip();
    }
}
