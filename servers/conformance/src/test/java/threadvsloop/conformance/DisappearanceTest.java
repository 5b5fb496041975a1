package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;

/// Clients that do not read, reset, or go away: the server serves on, and gives back what they held.
@EveryContestant
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DisappearanceTest {

    private static final int CLIENTS = 50;
    private static final long LONGEST_RELEASE_MS = 60_000;

    /// Of descriptors that a server opens once, at its first work, and keeps.
    private static final int DESCRIPTORS_TO_SPARE = 10;

    /// Eight clients ask for 64 MiB each; a server that kept even half of that would exceed this.
    private static final long MOST_GROWTH_KIB = 192 * 1024;

    private final Contestant contestant;
    private final ServerProcess server;

    DisappearanceTest(Contestant contestant) throws InterruptedException {
        this.contestant = contestant;
        server = ServerProcess.sharedIn(DisappearanceTest.class, contestant);
    }

    @BeforeEach
    void warmUp() throws IOException {
        try (RawConnection connection = server.connect()) {
            assertThat(connection.get("/wait/1").status()).isEqualTo(200);
            assertThat(connection.get("/bytes/100000").status()).isEqualTo(200);
        }
    }

    @AfterEach
    void nothingWasLogged() {
        assertThat(server.stderr()).as("no stack trace for what clients do").isEmpty();
    }

    @AfterParameterizedClassInvocation
    static void stop(Contestant contestant) {
        ServerProcess.endSharedIn(DisappearanceTest.class, contestant);
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void goneWhileWaiting() throws Exception {
        int before = server.stats().required("disconnects").asInt();
        int unanswered = vanish("/wait/2500", RawConnection::reset);
        assertThat(server.stats().required("disconnects").asInt() - before).isEqualTo(unanswered);
        vanish("/wait/500", RawConnection::close);
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void goneWhileBeingAnswered() throws Exception {
        vanish("/bytes/16777216", RawConnection::reset);
        vanish("/bytes/16777216", RawConnection::close);
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void goneBeforeTheirRequestIsComplete() throws Exception {
        ProcFiles.assumeThere();
        int before = ProcFiles.openDescriptors(server);
        String[] starts = {
            "",
            "GET",
            "GET /plaintext HTTP/1.1\r\nHost: x",
            Requests.of("POST", "/echo", "Content-Length: 9\r\n") + "Hello"
        };
        for (int i = 0; i < CLIENTS; i++) {
            RawConnection connection = server.connect().send(starts[i % starts.length]);
            if (i % 2 == 0) connection.reset();
            else connection.close();
        }
        assertReleased(before);
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void halfClosedBeforeTheirRequestIsComplete() throws Exception {
        for (String start : List.of("", "GET /plaintext HTTP/1.1\r\nHost: x", Requests.chunked("/echo", "5\r\nHel"))) {
            try (RawConnection connection = server.connect()) {
                connection.send(start).endSending();
                connection.assertClosedAfterAnyRefusal(contestant);
            }
        }
        assertServesOn();
    }

    /// The first of all, as long as no other clients have made the server's memory grow.
    @Test
    @Order(1)
    @Execution(ExecutionMode.SAME_THREAD)
    void notReading() throws Exception {
        ProcFiles.assumeThere();
        long before = ProcFiles.residentKib(server);
        List<RawConnection> deaf = new ArrayList<>();
        for (int i = 0; i < 8; i++)
            deaf.add(server.connectDeaf().send(Requests.get("/bytes/16777216").repeat(4)));
        long most = before;
        for (int i = 0; i < 20; i++) {
            Thread.sleep(100);
            most = Math.max(most, ProcFiles.residentKib(server));
            assertServesOn();
        }
        assertThat(most - before).as("growth in KiB from %d", before).isLessThan(MOST_GROWTH_KIB);
        for (int i = 0; i < 4; i++) assertThat(deaf.getFirst().answer().body()).hasSize(16 * 1024 * 1024);
        for (RawConnection connection : deaf) connection.close();
        awaitNothingInFlight();
    }

    private interface Leaving {
        void leave(RawConnection connection) throws IOException;
    }

    /// Has many clients ask for `path` and leave; returns how many of them had no part of an answer by then.
    private int vanish(String path, Leaving how) throws Exception {
        ProcFiles.assumeThere();
        int descriptorsBefore = ProcFiles.openDescriptors(server);
        int requestsBefore = requestsOf(server.stats());
        List<RawConnection> connections = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) connections.add(server.connectDeaf().send(Requests.get(path)));
        awaitTakenUp(CLIENTS, requestsBefore);
        int unanswered = 0;
        for (RawConnection connection : connections) {
            if (!connection.hasArrived()) unanswered++;
            how.leave(connection);
        }
        assertReleased(descriptorsBefore);
        return unanswered;
    }

    private void assertReleased(int descriptorsBefore) throws Exception {
        assertServesOn();
        awaitNothingInFlight();
        ProcFiles.awaitAtMost(
                descriptorsBefore + DESCRIPTORS_TO_SPARE, "open descriptors", ProcFiles::openDescriptors, server);
        assertServesOn();
    }

    /// Until the server has taken up that many requests since the count was `before`, not counting those that ask it.
    private void awaitTakenUp(int requests, int before) throws Exception {
        long giveUp = System.nanoTime() + LONGEST_RELEASE_MS * 1_000_000;
        for (int asked = 1; requestsOf(server.stats()) < before + requests + asked; asked++) {
            assertThat(System.nanoTime())
                    .as("time by which %d are taken up", requests)
                    .isLessThan(giveUp);
            Thread.sleep(20);
        }
    }

    private static int requestsOf(JsonNode stats) {
        return stats.required("requests").asInt();
    }

    private void assertServesOn() throws IOException {
        try (RawConnection connection = server.connect()) {
            assertThat(connection.get("/plaintext").text()).isEqualTo("Hello, World!");
        }
    }

    /// Until the request for the counters is the only one, on the only connection.
    private void awaitNothingInFlight() throws Exception {
        long giveUp = System.nanoTime() + LONGEST_RELEASE_MS * 1_000_000;
        JsonNode stats = server.stats();
        while (level(stats, "inFlight") > 1 || level(stats, "connections") > 1) {
            assertThat(System.nanoTime())
                    .as("time by which all is given back: %s", stats)
                    .isLessThan(giveUp);
            Thread.sleep(20);
            stats = server.stats();
        }
        assertThat(level(stats, "inFlight")).isEqualTo(1);
        assertThat(level(stats, "connections")).isEqualTo(1);
    }

    private static int level(JsonNode stats, String name) {
        return stats.required(name).required("now").asInt();
    }
}
