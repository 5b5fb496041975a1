package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What hostile clients can do to the project's own servers: nothing to the others.
@EveryOwnServer
class HardeningTest {

    private static final int SLOW_CLIENTS = 2_000;

    /// A pool serves as many connections as it has threads, slow ones too: with 200 it is left some for the others.
    private static final int SLOW_CLIENTS_OF_A_POOL = 180;

    private static final int OTHERS = 20;
    private static final int DESCRIPTORS_LEFT = 12;
    private static final int CROWD = 60;
    private static final long LONGEST_LOG_NS = 60_000_000_000L;

    /// Threads that a virtual machine starts for itself when it has more to do.
    private static final int THREADS_TO_SPARE = 16;

    private static final int DESCRIPTORS_TO_SPARE = 16;

    private final Contestant contestant;
    private ServerProcess server;

    HardeningTest(Contestant contestant) {
        this.contestant = contestant;
    }

    @BeforeEach
    void start() throws InterruptedException {
        server = ServerProcess.start(contestant);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void slowClientsLeaveTheOthersServed() throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        int count = contestant.id().equals("blocking-pool") ? SLOW_CLIENTS_OF_A_POOL : SLOW_CLIENTS;
        for (int i = 0; i < count; i++) {
            String half = i % 2 == 0
                    ? "GET /plaintext HTTP/1.1\r\nHost: conf"
                    : Requests.of("POST", "/echo", "Content-Length: 100\r\n") + "slow";
            slow.add(server.connect().send(half));
        }
        for (RawConnection connection : slow) connection.send("x");
        for (int i = 0; i < OTHERS; i++) {
            try (RawConnection connection = server.connect()) {
                assertThat(connection.get("/plaintext").status()).isEqualTo(200);
                assertThat(connection.get("/wait/10").status()).isEqualTo(200);
            }
        }
        for (RawConnection connection : slow) connection.close();
        awaitAlone();
    }

    @Test
    void outlivesAShortageOfDescriptors() throws Exception {
        ProcFiles.assumeThere();
        try (RawConnection first = server.connect()) {
            assertThat(first.get("/plaintext").status()).isEqualTo(200);
            limitDescriptors(ProcFiles.openDescriptors(server) + DESCRIPTORS_LEFT);
            List<RawConnection> crowd = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) crowd.add(server.connect().send(Requests.get("/plaintext")));
            awaitStderr("cannot accept");
            // Who was let in before is served all the while, and who waits outside takes the places that are given up.
            for (RawConnection connection : crowd) {
                assertThat(first.get("/plaintext").status()).isEqualTo(200);
                assertThat(connection.answer().status()).isEqualTo(200);
                connection.close();
            }
        }
        awaitAlone();
    }

    private void awaitStderr(String words) throws InterruptedException {
        long giveUpNs = System.nanoTime() + LONGEST_LOG_NS;
        while (server.stderr().stream().noneMatch(line -> line.contains(words))) {
            assertThat(System.nanoTime())
                    .as("time by which it says \"%s\"", words)
                    .isLessThan(giveUpNs);
            Thread.sleep(10);
        }
    }

    @Test
    void answersMutantsAsTheCodecDoes() throws Exception {
        ProcFiles.assumeThere();
        assertThat(MutantClients.send(server, 2_000, 1))
                .as("mutants to warm up")
                .isPositive();
        awaitAlone();
        int descriptors = ProcFiles.openDescriptors(server);
        int threads = ProcFiles.threads(server);
        int count = Integer.getInteger("tvl.mutants", 10_000);
        long refused = MutantClients.send(server, count, 20_261_124);
        // Otherwise the mutants would all be alike, and the test would test little.
        assertThat(refused).isBetween(count / 10L, count * 9L / 10);
        awaitAlone();
        ProcFiles.awaitAtMost(
                descriptors + DESCRIPTORS_TO_SPARE, "open descriptors", ProcFiles::openDescriptors, server);
        ProcFiles.awaitAtMost(threads + THREADS_TO_SPARE, "threads", ProcFiles::threads, server);
        assertThat(server.stderr()).isEmpty();
    }

    private void limitDescriptors(int most) throws IOException, InterruptedException {
        Process prlimit;
        try {
            prlimit = new ProcessBuilder("prlimit", "--pid", Long.toString(server.pid()), "--nofile=" + most).start();
        } catch (IOException e) {
            assumeTrue(false, "not tested: " + e.getMessage());
            throw e;
        }
        assertThat(prlimit.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(prlimit.exitValue()).isZero();
    }

    /// Until the only connection is the one that asks.
    private void awaitAlone() throws Exception {
        while (server.stats().required("connections").required("now").asInt() > 1) Thread.sleep(20);
        assertThat(server.stats().required("inFlight").required("now").asInt()).isEqualTo(1);
    }
}
