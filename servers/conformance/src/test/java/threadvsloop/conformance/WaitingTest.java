package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who waits while a request waits, blocks, or is handed off.
@EveryContestant
class WaitingTest {

    private static final int BLOCK_MS = 5_000;

    /// So many that a server which deals them out to its loops by chance all but never has them all on one.
    private static final int OTHERS = 16;

    /// Enough for a request to be taken up on a busy machine.
    private static final int HEAD_START_MS = 1_000;

    private final Contestant contestant;
    private final ServerProcess shared;

    /// For tests that delay others, one after another.
    private final ServerProcess own;

    WaitingTest(Contestant contestant) throws InterruptedException {
        this.contestant = contestant;
        shared = ServerProcess.shared(contestant);
        own = ServerProcess.sharedAlone(contestant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "block", "offload", "deep/1", "deep/1000"})
    void neverEarly(String endpoint) throws Exception {
        try (RawConnection connection = shared.connect()) {
            for (int ms : new int[] {1, 2, 3, 5, 10, 37, 100, 100, 100}) assertNotEarly(connection, endpoint, ms);
        }
    }

    @Test
    void aHundredWaitAtOnceAndNoneIsEarly() throws Exception {
        List<Callable<Void>> clients = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            clients.add(() -> {
                try (RawConnection connection = shared.connect()) {
                    for (int n = 0; n < 3; n++) assertNotEarly(connection, "wait", 100);
                }
                return null;
            });
        }
        Together.run(clients);
    }

    /// A hundred stacks of full depth at once: a server whose threads have too little room for one would fail here.
    @Test
    void deepWaitsDoNotQueue() throws Exception {
        assertWaitTogether("/deep/1000/1000");
    }

    /// A hundred waits of a second in one thread would take longer than this bound, which a busy machine keeps.
    @Test
    void waitsDoNotQueue() throws Exception {
        assertWaitTogether("/wait/1000");
    }

    private void assertWaitTogether(String path) throws Exception {
        List<RawConnection> connections = new ArrayList<>();
        long from = System.nanoTime();
        for (int i = 0; i < 100; i++) connections.add(shared.connect().send(Requests.get(path)));
        for (RawConnection connection : connections) {
            assertThat(connection.answer().text()).isEqualTo("waited");
            connection.close();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(90));
    }

    /// A blocked thread delays its own connection alone; a blocked loop delays all of its connections.
    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void blocking() throws Exception {
        List<Boolean> delayed = othersDelayedBy("/block/" + BLOCK_MS, "blocked");
        switch (loops()) {
            case 0 -> assertThat(delayed).as("delayed by a blocked thread").containsOnly(false);
            case 1 -> assertThat(delayed).as("delayed by the blocked loop").containsOnly(true);
            default -> assertThat(delayed).as("delayed by one of the loops").contains(true, false);
        }
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void handedOff() throws Exception {
        assertThat(othersDelayedBy("/offload/" + BLOCK_MS, "offloaded"))
                .as("delayed by a call handed off")
                .containsOnly(false);
    }

    /// The four threads of one loop do eight calls in two rounds; without a pool, or with several, one may do.
    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void callsBeyondTheOffloadPoolQueue() throws Exception {
        int rounds = loops() == 1 ? 2 : 1;
        List<RawConnection> connections = new ArrayList<>();
        long from = System.nanoTime();
        for (int i = 0; i < 8; i++) connections.add(own.connect().send(Requests.get("/offload/300")));
        for (RawConnection connection : connections) {
            assertThat(connection.answer().text()).isEqualTo("offloaded");
            connection.close();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(Duration.ofMillis(rounds * 300L));
    }

    /// Asks for `path`, and a moment later on other connections accepted before for something that takes no time. Says
    /// of each whether its answer came after that of `path`.
    private List<Boolean> othersDelayedBy(String path, String answer) throws Exception {
        try (RawConnection first = own.connect()) {
            List<Callable<Boolean>> others = new ArrayList<>();
            for (int i = 0; i < OTHERS; i++) {
                RawConnection other = own.connect();
                assertThat(other.get("/plaintext").status()).isEqualTo(200);
                others.add(() -> {
                    try (other) {
                        assertThat(other.get("/plaintext").text()).isEqualTo("Hello, World!");
                        return first.hasArrived();
                    }
                });
            }
            first.send(Requests.get(path));
            Thread.sleep(HEAD_START_MS);
            List<Boolean> delayed = Together.run(others);
            assertThat(first.answer().text()).isEqualTo(answer);
            return delayed;
        }
    }

    /// Loops that serve requests; 0 for a server of threads.
    private int loops() throws IOException {
        if (contestant.family() != Contestant.Family.loop) return 0;
        String loops = shared.stats().required("options").path("loops").asText("1");
        return loops.equals("cores") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(loops);
    }

    private static void assertNotEarly(RawConnection connection, String endpoint, int ms) throws IOException {
        long from = System.nanoTime();
        assertThat(connection.get("/" + endpoint + "/" + ms).status()).isEqualTo(200);
        assertThat(System.nanoTime() - from).as("ns of a wait of %d ms", ms).isGreaterThanOrEqualTo(ms * 1_000_000L);
    }
}
