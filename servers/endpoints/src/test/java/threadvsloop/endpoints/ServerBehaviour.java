package threadvsloop.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import threadvsloop.endpoints.RawClient.Answer;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.server.RunningServer;

/// What a server with these endpoints does on a connection, seen from the client's end: order, back-pressure,
/// deadlines, disappearing clients, an orderly end. Each server inherits it.
@Execution(ExecutionMode.CONCURRENT)
public abstract class ServerBehaviour {
    private static final Timeouts PATIENT = Timeouts.withIdle(Duration.ZERO);
    private static final Timeouts IMPATIENT =
            new Timeouts(Duration.ofMillis(300), Duration.ZERO, Duration.ofMillis(300));

    private final List<RawClient> clients = new ArrayList<>();
    private RunningServer server = new NoServer();

    /// Starts the server under test on a free port.
    protected abstract RunningServer start(Timeouts timeouts) throws Exception;

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        server.stop(Duration.ZERO);
    }

    private RawClient client() throws IOException {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        return client;
    }

    /// A number of `/stats`.
    private static int stat(RawClient client, String pattern) throws IOException {
        String stats = client.ask("/stats").body();
        assertThat(stats).containsPattern(pattern);
        return Integer.parseInt(stats.replaceAll(".*" + pattern + ".*", "$1"));
    }

    private static final String CONNECTIONS = "\"connections\":\\{\"now\":(\\d+)";
    private static final String IN_FLIGHT = "\"inFlight\":\\{\"now\":(\\d+)";
    private static final String DISCONNECTS = "\"disconnects\":(\\d+)";

    /// Asks until it is so; the test's time-out ends a vain wait.
    private static void await(RawClient client, String pattern, int expected) throws Exception {
        while (stat(client, pattern) != expected) {
            Thread.sleep(10);
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        server = start(PATIENT);
        RawClient client = client();
        client.send(RawClient.get("/plaintext")
                + RawClient.get("/wait/50")
                + RawClient.post("/echo", "abc")
                + RawClient.get("/offload/1")
                + RawClient.get("/json")
                + RawClient.get("/nowhere"));
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            bodies.add(client.answer().body());
        }
        assertThat(bodies)
                .containsExactly(
                        "Hello, World!",
                        "waited",
                        "abc",
                        "offloaded",
                        "{\"message\":\"Hello, World!\"}",
                        "no such path");
    }

    @Test
    void holdsNoAnswerBackForARequestThatWaits() throws Exception {
        server = start(PATIENT);
        Answer answer = client().send(RawClient.get("/plaintext") + RawClient.get("/wait/60000"))
                .answer();
        assertThat(answer.body()).isEqualTo("Hello, World!");
    }

    @Test
    void readsARequestThatArrivesByteByByte() throws Exception {
        server = start(PATIENT);
        RawClient client = client();
        for (String piece : RawClient.post("/echo", "abc").split("")) {
            client.send(piece);
            Thread.sleep(1);
        }
        assertThat(client.answer().body()).isEqualTo("abc");
    }

    @Test
    void goesOnWithWhatArrivedDuringAWait() throws Exception {
        server = start(PATIENT);
        RawClient client = client();
        RawClient observer = client();
        client.send(RawClient.get("/wait/2000"));
        await(observer, IN_FLIGHT, 2);
        client.send(RawClient.get("/json") + "GET /plain");
        assertThat(client.answer().body()).isEqualTo("waited");
        assertThat(client.answer().body()).startsWith("{");
        client.send("text HTTP/1.1\r\nHost: test\r\n\r\n");
        assertThat(client.answer().body()).isEqualTo("Hello, World!");
    }

    @Test
    void answersManyAtOnce() throws Exception {
        server = start(PATIENT);
        List<RawClient> many = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            many.add(client().send(RawClient.get("/wait/" + i)));
        }
        for (RawClient each : many) {
            assertThat(each.answer().body()).isEqualTo("waited");
        }
    }

    @Test
    void neverAnswersAWaitEarly() throws Exception {
        server = start(PATIENT);
        RawClient client = client();
        for (int ms : new int[] {0, 1, 2, 3, 5, 10, 20, 50}) {
            long from = System.nanoTime();
            client.ask("/wait/" + ms);
            assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(ms * 1_000_000L);
        }
    }

    @Test
    void aClientThatDoesNotReadDelaysNobodyElse() throws Exception {
        server = start(PATIENT);
        int length = 16 * 1024 * 1024;
        RawClient stuck = client().send(RawClient.get("/bytes/" + length).repeat(3) + RawClient.get("/plaintext"));
        RawClient other = client();
        for (int i = 0; i < 20; i++) {
            assertThat(other.ask("/plaintext").status()).isEqualTo(200);
        }
        for (int i = 0; i < 3; i++) {
            String body = stuck.answer().body();
            assertThat(body).hasSize(length);
            assertThat(body.charAt(length - 1)).isEqualTo((char) ('a' + (length - 1) % 26));
        }
        assertThat(stuck.answer().body()).isEqualTo("Hello, World!");
    }

    @Test
    void echoesLargeBodiesToASlowReaderUnchanged() throws Exception {
        server = start(PATIENT);
        String body = "0123456789abcdef".repeat(64 * 1024);
        int times = 8;
        RawClient client = client();
        Thread sender = Thread.ofVirtual().start(() -> {
            try {
                client.send(RawClient.post("/echo", body).repeat(times));
            } catch (IOException e) {
                throw new IllegalStateException("the server ended the connection", e);
            }
        });
        for (int i = 0; i < times; i++) {
            Thread.sleep(20);
            assertThat(client.answer().body()).isEqualTo(body);
        }
        sender.join();
    }

    @Test
    void answersTheHeadAlone() throws Exception {
        server = start(PATIENT);
        RawClient client = client();
        client.send("HEAD /bytes/16777216 HTTP/1.1\r\nHost: test\r\n\r\n" + RawClient.get("/plaintext"));
        assertThat(client.head()).contains("Content-Length: 16777216");
        assertThat(client.answer().body()).isEqualTo("Hello, World!");
    }

    @Test
    void invitesAClientThatWaitsToSend() throws Exception {
        server = start(PATIENT);
        RawClient client = client();
        client.send("POST /echo HTTP/1.1\r\nHost: test\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue");
        assertThat(client.send("abc").answer().body()).isEqualTo("abc");
    }

    @Test
    void aRefusedClientCanReadWhyThoughItStillSends() throws Exception {
        server = start(PATIENT);
        String tooLong = "x".repeat(4 * 1024 * 1024);
        RawClient client = client().send(RawClient.post("/echo", tooLong));
        Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.head()).contains("Connection: close");
        assertThat(client.sendEnd().untilEnd()).isEmpty();
    }

    @Test
    void closesWhenAskedTo() throws Exception {
        server = start(PATIENT);
        RawClient client = client();
        client.send("GET /plaintext HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n" + RawClient.get("/json"));
        assertThat(client.answer().head()).contains("Connection: close");
        assertThat(client.untilEnd()).isEmpty();
    }

    @Test
    void headersThatTakeTooLongAreRefusedHoweverTheyTrickle() throws Exception {
        server = start(IMPATIENT);
        RawClient client = client();
        RawClient observer = client();
        client.send("GET /plaintext HTTP/1.1\r\nX: ");
        Thread trickle = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    client.send("x");
                    Thread.sleep(20);
                }
            } catch (IOException | InterruptedException e) {
                // The server has closed the connection: so it should.
                assertThat(e).isInstanceOf(IOException.class);
            }
        });
        Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.head()).contains("Connection: close");
        trickle.join();
        await(observer, CONNECTIONS, 1);
    }

    @Test
    void aBodyThatStallsIsRefused() throws Exception {
        server = start(IMPATIENT);
        RawClient client = client().send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\nab");
        assertThat(client.answer().status()).isEqualTo(408);
        assertThat(client.untilEnd()).isEmpty();
    }

    @Test
    void aBodyMayTakeLongAsLongAsItGoesOn() throws Exception {
        server = start(new Timeouts(Duration.ofSeconds(5), Duration.ZERO, Duration.ofSeconds(1)));
        RawClient client = client().send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\n");
        for (String piece : List.of("a", "b", "c")) {
            Thread.sleep(2_000);
            client.send(piece);
        }
        assertThat(client.answer().body()).isEqualTo("abc");
    }

    @Test
    void anIdleConnectionMayStay() throws Exception {
        server = start(IMPATIENT);
        RawClient client = client();
        Thread.sleep(700);
        assertThat(client.ask("/plaintext").status()).isEqualTo(200);
        Thread.sleep(700);
        assertThat(client.ask("/plaintext").status()).isEqualTo(200);
    }

    @Test
    void anIdleConnectionIsClosedWhenThatIsWanted() throws Exception {
        server = start(new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(1)));
        assertThat(client().untilEnd()).isEmpty();
        RawClient client = client();
        assertThat(client.ask("/wait/2500").body())
                .as("an answer longer than the timeout")
                .isEqualTo("waited");
        assertThat(client.untilEnd()).isEmpty();
    }

    @Test
    void answersAClientThatHasClosedItsHalf() throws Exception {
        server = start(PATIENT);
        RawClient client = client();
        client.send(RawClient.get("/wait/100") + RawClient.get("/plaintext")).sendEnd();
        assertThat(client.answer().body()).isEqualTo("waited");
        assertThat(client.answer().body()).isEqualTo("Hello, World!");
        assertThat(client.untilEnd()).isEmpty();
    }

    @Test
    void forgetsClientsThatVanish() throws Exception {
        server = start(PATIENT);
        RawClient observer = client();
        client().close();
        RawClient waiting = client().send(RawClient.get("/wait/2000"));
        await(observer, IN_FLIGHT, 2);
        waiting.reset();
        RawClient reading = client().send(RawClient.get("/bytes/16777216").repeat(2));
        assertThat(reading.head()).startsWith("HTTP/1.1 200");
        reading.reset();
        client().send("GET /plaintext HT").close();
        client().send(RawClient.post("/echo", "abc").replace("abc", "ab")).close();
        // First those that have vanished: until they are accepted, they are no connections either.
        await(observer, DISCONNECTS, 4);
        await(observer, CONNECTIONS, 1);
        await(observer, IN_FLIGHT, 1);
        assertThat(stat(observer, DISCONNECTS)).isEqualTo(4);
    }

    @Test
    void countsWhatIsGoingOn() throws Exception {
        server = start(PATIENT);
        RawClient observer = client();
        RawClient waiting = client().send(RawClient.get("/wait/60000"));
        await(observer, IN_FLIGHT, 2);
        assertThat(stat(observer, CONNECTIONS)).isEqualTo(2);
        assertThat(stat(observer, "\"requests\":(\\d+)")).isGreaterThanOrEqualTo(3);
        assertThat(stat(observer, "\"inFlight\":\\{\"now\":\\d+,\"max\":(\\d+)"))
                .isEqualTo(2);
        waiting.close();
    }

    @Test
    void endsInAnOrderlyWay() throws Exception {
        server = start(PATIENT);
        RawClient idle = client();
        assertThat(idle.ask("/plaintext").head()).doesNotContain("Connection");
        RawClient waiting = client().send(RawClient.get("/wait/1200"));
        RawClient observer = client();
        await(observer, IN_FLIGHT, 2);
        Thread stopping = Thread.ofVirtual().start(() -> server.stop(Duration.ofSeconds(20)));
        assertThat(idle.untilEnd()).isEmpty();
        Answer answer = waiting.answer();
        assertThat(answer.body()).isEqualTo("waited");
        assertThat(answer.head()).contains("Connection: close");
        assertThat(waiting.untilEnd()).isEmpty();
        // Some servers linger until the client has closed its half, too.
        waiting.close();
        stopping.join();
        assertThatThrownBy(() -> new RawClient(server.port())).isInstanceOf(ConnectException.class);
    }

    @Test
    void endsThoughARequestTakesLonger() throws Exception {
        server = start(PATIENT);
        RawClient waiting = client().send(RawClient.get("/wait/60000"));
        await(client(), IN_FLIGHT, 2);
        server.stop(Duration.ofMillis(50));
        assertThatThrownBy(waiting::answer).isInstanceOf(IOException.class);
    }

    /// Stands for the server until a test starts one.
    private static final class NoServer implements RunningServer {
        @Override
        public int port() {
            throw new IllegalStateException("not started");
        }

        @Override
        public void stop(Duration grace) {
            // There is nothing to stop.
        }
    }
}
