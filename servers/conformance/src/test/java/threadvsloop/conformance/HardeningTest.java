package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;

/// What hostile clients can do to the project's own servers: nothing to the others.
@EveryOwnServer
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
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
    private final ServerProcess shared;

    HardeningTest(Contestant contestant) throws InterruptedException {
        this.contestant = contestant;
        shared = ServerProcess.sharedIn(HardeningTest.class, contestant);
    }

    @AfterParameterizedClassInvocation
    static void stop(Contestant contestant) {
        ServerProcess.endSharedIn(HardeningTest.class, contestant);
    }

    @Test
    @Order(2)
    void slowClientsLeaveTheOthersServed() throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        int count = contestant.id().equals("blocking-pool") ? SLOW_CLIENTS_OF_A_POOL : SLOW_CLIENTS;
        for (int i = 0; i < count; i++) {
            String half = i % 2 == 0
                    ? "GET /plaintext HTTP/1.1\r\nHost: conf"
                    : Requests.of("POST", "/echo", "Content-Length: 100\r\n") + "slow";
            slow.add(shared.connect().send(half));
        }
        for (RawConnection connection : slow) connection.send("x");
        for (int i = 0; i < OTHERS; i++) {
            try (RawConnection connection = shared.connect()) {
                assertThat(connection.get("/plaintext").status()).isEqualTo(200);
                assertThat(connection.get("/wait/10").status()).isEqualTo(200);
            }
        }
        for (RawConnection connection : slow) connection.close();
        awaitAlone(shared);
    }

    /// In a server of its own, whose limit is lowered for good.
    @Test
    void outlivesAShortageOfDescriptors() throws Exception {
        ProcFiles.assumeThere();
        try (ServerProcess server = ServerProcess.start(contestant)) {
            try (RawConnection first = server.connect()) {
                assertThat(first.get("/plaintext").status()).isEqualTo(200);
                limitDescriptors(server, ProcFiles.openDescriptors(server) + DESCRIPTORS_LEFT);
                List<RawConnection> crowd = new ArrayList<>();
                for (int i = 0; i < CROWD; i++) crowd.add(server.connect().send(Requests.get("/plaintext")));
                awaitStderr(server, "cannot accept");
                // Who was let in before is served all the while, and who waits outside takes the places given up.
                for (RawConnection connection : crowd) {
                    assertThat(first.get("/plaintext").status()).isEqualTo(200);
                    assertThat(connection.answer().status()).isEqualTo(200);
                    connection.close();
                }
            }
            awaitAlone(server);
        }
    }

    private static void awaitStderr(ServerProcess server, String words) throws InterruptedException {
        long giveUpNs = System.nanoTime() + LONGEST_LOG_NS;
        while (server.stderr().stream().noneMatch(line -> line.contains(words))) {
            assertThat(System.nanoTime())
                    .as("time by which it says \"%s\"", words)
                    .isLessThan(giveUpNs);
            Thread.sleep(10);
        }
    }

    /// Before the slow clients, whose threads may be there for a while.
    @Test
    @Order(1)
    void answersMutantsAsTheCodecDoes() throws Exception {
        ProcFiles.assumeThere();
        assertThat(MutantClients.send(shared, 400, 1)).as("mutants to warm up").isPositive();
        awaitAlone(shared);
        int descriptors = ProcFiles.openDescriptors(shared);
        int threads = ProcFiles.threads(shared);
        int count = Integer.getInteger("tvl.mutants", 2_000);
        long refused = MutantClients.send(shared, count, 20_261_124);
        // Otherwise the mutants would all be alike, and the test would test little.
        assertThat(refused).isBetween(count / 10L, count * 9L / 10);
        awaitAlone(shared);
        ProcFiles.awaitAtMost(
                descriptors + DESCRIPTORS_TO_SPARE, "open descriptors", ProcFiles::openDescriptors, shared);
        ProcFiles.awaitAtMost(threads + THREADS_TO_SPARE, "threads", ProcFiles::threads, shared);
        assertThat(shared.stderr()).isEmpty();
    }

    private static void limitDescriptors(ServerProcess server, int most) throws InterruptedException {
        Process prlimit = startIfThere("prlimit", "--pid", Long.toString(server.pid()), "--nofile=" + most);
        assertThat(prlimit.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(prlimit.exitValue()).isZero();
    }

    /// Skips the test, with the reason, where there is no such program.
    private static Process startIfThere(String... command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            return abort("not tested: " + e.getMessage());
        }
    }

    /// Until the only connection is the one that asks.
    private static void awaitAlone(ServerProcess server) throws Exception {
        while (server.stats().required("connections").required("now").asInt() > 1) Thread.sleep(20);
        assertThat(server.stats().required("inFlight").required("now").asInt()).isEqualTo(1);
    }
}
