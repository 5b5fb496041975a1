package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import threadvsloop.http.Malformed;
import threadvsloop.http.Method;
import threadvsloop.http.Mutants;
import threadvsloop.http.Parsed;
import threadvsloop.http.ParsedRequest;
import threadvsloop.http.Persistence;
import threadvsloop.http.RequestParser;

/// Clients that send damaged requests and expect the answers that the codec would have a server give: to each whole
/// request one, to the first that is malformed its error and the end, to one that is incomplete the end alone.
final class MutantClients {

    private static final int CLIENTS = 8;

    private static final List<byte[]> SEEDS = List.of(
            bytes(Requests.get("/plaintext")),
            bytes(Requests.head("/json")),
            bytes(Requests.get("/bytes/100?query") + Requests.get("/nothing")),
            bytes(Requests.post("/echo", "Hello")),
            bytes(Requests.chunked("/echo", "5;a=b\r\nHello\r\n0\r\nX-Trailer: 1\r\n\r\n")),
            bytes(Requests.of("POST", "/echo", "Expect: 100-continue\r\nContent-Length: 2\r\n") + "ok"),
            bytes("GET http://host/json HTTP/1.1\r\nHost: host\r\nConnection: close\r\n\r\n"),
            bytes("GET /plaintext HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));

    /// What is expected of one connection.
    ///
    /// @param answers true for each that has a body, false for one to `HEAD`
    /// @param error the status of the last answer, an error; 0 if there is none
    /// @param errorHasBody false if it is one to `HEAD`
    private record Expected(List<Boolean> answers, int error, boolean errorHasBody) {}

    private MutantClients() {}

    /// Sends so many, several clients at once, and returns how many of them were refused.
    static long send(ServerProcess server, int count, long seed) throws Exception {
        List<Callable<Integer>> clients = IntStream.range(0, CLIENTS)
                .<Callable<Integer>>mapToObj(
                        client -> () -> sendAll(server, count / CLIENTS, new Random(seed + client)))
                .toList();
        return Together.run(clients).stream().mapToLong(Integer::longValue).sum();
    }

    private static int sendAll(ServerProcess server, int count, Random random) throws IOException {
        Mutants mutants = new Mutants(SEEDS, random);
        int refused = 0;
        for (int i = 0; i < count; i++) {
            byte[] mutant = mutants.next();
            Expected expected = expected(mutant);
            try (RawConnection connection = server.connect()) {
                check(connection.send(mutant), expected);
            } catch (IOException | AssertionError e) {
                throw new AssertionError("mutant " + i + ": " + readable(mutant) + ", expected " + expected, e);
            }
            refused += expected.error == 0 ? 0 : 1;
        }
        return refused;
    }

    private static void check(RawConnection connection, Expected expected) throws IOException {
        connection.endSending();
        for (boolean hasBody : expected.answers) {
            Answer answer = hasBody ? connection.answer() : connection.answerToHead();
            assertThat(answer.status()).isIn(100, 200, 400, 404, 405, 502);
        }
        if (expected.error > 0) {
            Answer answer = expected.errorHasBody ? connection.answer() : connection.answerToHead();
            assertThat(answer.status()).isEqualTo(expected.error);
            assertThat(answer.header("Connection")).isEqualTo("close");
        }
        connection.assertClosed();
    }

    private static Expected expected(byte[] mutant) {
        RequestParser parser = new RequestParser();
        ByteBuffer in = ByteBuffer.wrap(mutant);
        List<Boolean> answers = new ArrayList<>();
        while (true) {
            switch (parser.parse(in)) {
                case ParsedRequest request -> {
                    answers.add(request.method() != Method.HEAD);
                    if (request.persistence() == Persistence.CLOSE) return new Expected(answers, 0, false);
                }
                case Malformed malformed -> {
                    return new Expected(answers, malformed.status().code(), !parser.isHead());
                }
                case Parsed.Unfinished.NEED_CONTINUE -> answers.add(true);
                case Parsed.Unfinished.NEED_MORE -> {
                    return new Expected(answers, 0, false);
                }
            }
        }
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String readable(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
