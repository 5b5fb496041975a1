package threadvsloop.micro;

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
import org.openjdk.jmh.infra.Blackhole;
import threadvsloop.http.Parsed;
import threadvsloop.http.RequestParser;

/// What the twins spend on reading a request, which is the same for both: the one that the load generator sends, the
/// headers of a browser, and the first in pieces of 16 bytes.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RequestParsing {

    private static final int PIECE_BYTES = 16;

    private final RequestParser parser = new RequestParser();
    private final ByteBuffer generated = bytes("GET /plaintext HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n");
    private final ByteBuffer browser = bytes("""
            GET /wait/100?x=1 HTTP/1.1
            Host: localhost:8080
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8
            Accept-Language: en-GB,en;q=0.8,de;q=0.5
            Accept-Encoding: gzip, deflate, br, zstd
            Connection: keep-alive
            Upgrade-Insecure-Requests: 1
            Sec-Fetch-Dest: document
            Sec-Fetch-Mode: navigate
            Sec-Fetch-Site: none
            Priority: u=0, i

            """.replace("\n", "\r\n"));

    @Benchmark
    public Parsed generated() {
        return parser.parse(generated.rewind());
    }

    @Benchmark
    public Parsed browser() {
        return parser.parse(browser.rewind());
    }

    @Benchmark
    public void generatedInPieces(Blackhole hole) {
        int end = generated.capacity();
        for (int at = 0; at < end; at += PIECE_BYTES) {
            hole.consume(parser.parse(generated.clear().position(at).limit(Math.min(end, at + PIECE_BYTES))));
        }
        generated.clear();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
