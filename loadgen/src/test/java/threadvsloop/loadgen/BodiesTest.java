package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.loadgen.http.Wire;
import threadvsloop.model.load.Address;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// Requests with a body, and answers that must have a length.
@Execution(ExecutionMode.CONCURRENT)
class BodiesTest {
    /// As a server sends back what it got: with a length, in chunks, or up to the end of the connection.
    @ParameterizedTest
    @ValueSource(strings = {"length", "chunks", "close"})
    void aBodyOfTheRightLengthIsAGoodAnswer(String framing) throws Exception {
        String body = "x".repeat(100_000);
        try (TruthServer server = TruthServer.start((_, call) -> {
            switch (framing) {
                case "length" -> call.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + body);
                case "chunks" ->
                    call.send(
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n186A0\r\n" + body + "\r\n0\r\n\r\n");
                default -> call.send("HTTP/1.1 200 OK\r\n\r\n" + body);
            }
            return !framing.equals("close");
        })) {
            LoadResult right = echo(server, 100_000).run();
            LoadResult wrong = echo(server, 99_999).run();

            assertThat(right.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, 20L));
            assertThat(wrong.outcomes()).containsExactly(Map.entry(Outcome.WRONG_LENGTH, 20L));
            assertThat(wrong.examples())
                    .containsEntry(Outcome.WRONG_LENGTH, "status 200 with 100000 bytes instead of 99999");
            assertThat(wrong.audit().status()).isEqualTo(AuditStatus.INVALID);
            assertThat(right.kinds().getFirst().receivedBytesPerSecond()).isGreaterThan(0);
        }
    }

    /// The truth server reads a body by its announced length, so 20 requests on one connection are understood only if
    /// each was sent whole.
    @Test
    void bodiesAreSentWhole() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = echo(server, 5).connections(1).run();

            assertThat(result.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, 20L));
            assertThat(server.requests()).isEqualTo(20);
            assertThat(result.reopened()).isZero();
        }
    }

    @Test
    void aBodyIsLetters() {
        assertThat(RequestSpec.letters(28)).asString().isEqualTo("abcdefghijklmnopqrstuvwxyzab");
        assertThat(RequestSpec.post("/echo", 3).body()).asString().isEqualTo("abc");
    }

    private static Load echo(TruthServer server, long expected) {
        RequestKind kind = RequestKind.of(RequestSpec.post("/echo", 100_000), 1).answeredBy(expected);
        return Load.on(server.port())
                .requests(new RequestMix(List.of(kind)))
                .open(Arrivals.CONSTANT, 100)
                .timeoutMs(20_000);
    }

    /// A body of many megabytes is there once, not once for each loop; each loop is at a place of its own in it.
    @Test
    void loopsShareTheBytesOfARequest() {
        LoadOptions options = Load.on(80).request(RequestSpec.post("/", 1_000)).options();
        Wire first = Wire.of(options, new Address("host", 80))[0];
        Wire second = first.ofAnotherLoop();

        first.bytes.position(7);
        second.bytes.put(500, (byte) '!');

        assertThat(first.bytes.get(500)).isEqualTo((byte) '!');
        assertThat(second.bytes.position()).isNotEqualTo(7);
        assertThat(second.lengthBytes).isEqualTo(first.lengthBytes);
    }
}
