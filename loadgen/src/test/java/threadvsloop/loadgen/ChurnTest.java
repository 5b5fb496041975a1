package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import threadvsloop.loadgen.engine.TargetUnreachableException;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// A connection for every request.
@Execution(ExecutionMode.CONCURRENT)
class ChurnTest {
    private static final String BYE = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nHello";

    @Test
    void everyRequestHasAConnectionOfItsOwn() throws Exception {
        List<String> heads = new CopyOnWriteArrayList<>();
        try (TruthServer server = TruthServer.start((_, call) -> {
            heads.add(call.head());
            call.send(BYE);
            return false;
        })) {
            LoadResult result = churn(server).open(Arrivals.POISSON, 300).run();

            assertThat(result.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, result.requests()));
            // One more than requests: the one that showed that the server is there.
            assertThat(server.acceptedNs()).hasSize((int) result.requests() + 1);
            assertThat(result.connect().getTotalCount()).isEqualTo(result.requests() + 1);
            assertThat(result.connectsPerSecond()).isBetween(0.5 * result.requests(), 1.0 * result.requests());
            assertThat(heads).hasSize((int) result.requests()).allMatch(head -> head.contains("Connection: close\r\n"));
            assertThat(result.reopened()).isZero();
            // A busy machine may be late with a few, and nothing else is there to be found.
            assertThat(result.audit().findings()).allMatch(finding -> finding.startsWith("achieved"));
            assertThat(result.audit().reasons()).noneMatch(reason -> reason.contains("Little"));
        }
    }

    @Test
    void aClosedLoopOpensAnewForEachRequestToo() throws Exception {
        try (TruthServer server = bye()) {
            LoadResult result = churn(server).connections(2).measurementMs(300).run();

            assertThat(result.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, result.requests()));
            assertThat(server.acceptedNs()).hasSize((int) result.requests() + 1);
            assertThat(result.response().getTotalCount()).isEqualTo(result.requests());
        }
    }

    /// The response time runs from the intended start, the service time from the sending on the open connection: what
    /// lies between is at least the opening.
    @Test
    void openingTheConnectionCountsInTheResponseTimeOnly() throws Exception {
        try (TruthServer server = bye()) {
            LoadResult result = churn(server).open(Arrivals.CONSTANT, 100).run();

            double responses = result.response().getMean();
            double services = result.service().getMean();
            double connects = result.connect().getMinValue();
            assertThat(responses - services).isGreaterThanOrEqualTo(0.99 * connects);
            assertThat(result.sendLag().getMinValue()).isGreaterThanOrEqualTo((long) (0.99 * connects));
        }
    }

    /// Linux tells of each connection in TIME_WAIT whose port is whose: all must be at the server's end.
    @Test
    void noLocalPortIsLeftInTimeWait() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "needs /proc/net/tcp");
        try (TruthServer server = bye()) {
            LoadResult result = churn(server).open(Arrivals.CONSTANT, 400).run();

            assertThat(result.requests()).isEqualTo(400);
            // A few may be of other servers on this machine, whose clients had a local port of just this number.
            assertThat(inTimeWait(server.port(), 2))
                    .describedAs("of the client")
                    .isLessThan(40);
            assertThat(inTimeWait(server.port(), 1))
                    .describedAs("of the server")
                    .isGreaterThan(100);
        }
    }

    /// @param column 1 for the near end, 2 for the far end of each connection
    private static long inTimeWait(int port, int column) throws IOException {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        long count = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.isReadable(Path.of(table))) {
                try (Stream<String> lines = Files.lines(Path.of(table))) {
                    count += lines.map(line -> line.strip().split("\\s+"))
                            .filter(fields -> fields[3].equals("06") && fields[column].endsWith(suffix))
                            .count();
                }
            }
        }
        return count;
    }

    @Test
    void aServerThatDoesNotCloseIsFoundOut() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = churn(server)
                    .connections(50)
                    .open(Arrivals.CONSTANT, 20)
                    .measurementMs(2_000)
                    .run();

            assertThat(result.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, 40L));
            assertThat(result.audit().findings())
                    .anyMatch(finding -> finding.contains("connections were not closed by the server"));
            assertThat(inTimeWaitOrNone(server.port())).isZero();
        }
    }

    private static long inTimeWaitOrNone(int port) throws IOException {
        return Files.isReadable(Path.of("/proc/net/tcp")) ? inTimeWait(port, 2) : 0;
    }

    /// 4 at once, each held for 100 ms: of 20 requests that start within 100 ms, 16 wait for a connection to be over.
    @Test
    void noMoreConnectionsAreOpenAtOnceThanAllowed() throws Exception {
        List<Integer> open = new CopyOnWriteArrayList<>();
        TruthServer[] self = new TruthServer[1];
        try (TruthServer server = TruthServer.start((_, call) -> {
            open.add(self[0].openConnections());
            Thread.sleep(100);
            call.send(BYE);
            return false;
        })) {
            self[0] = server;
            LoadResult result = churn(server)
                    .connections(4)
                    .open(Arrivals.CONSTANT, 200)
                    .measurementMs(100)
                    .timeoutMs(20_000)
                    .run();

            assertThat(result.outcomes()).containsExactly(Map.entry(Outcome.ANSWERED_2XX, 20L));
            assertThat(result.queued()).isGreaterThanOrEqualTo(16);
            // The server notices the end of the first connection, which asked nothing, a little later.
            assertThat(open).allMatch(count -> count <= 5);
            assertThat(result.response().getMaxValue()).isGreaterThanOrEqualTo(399_000_000L);
        }
    }

    @Test
    void aServerThatGoesAwayFailsRequestsAndIsRefused() throws Exception {
        TruthServer server = bye();
        LoadResult result;
        try (server) {
            LoadOptions options = churn(server)
                    .open(Arrivals.CONSTANT, 200)
                    .measurementMs(500)
                    .options();
            result = new LoadGenerator(options).run(LoadGeneratorTest.at(LoadPhase.MEASUREMENT, () -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }));
        }

        long notSent = result.outcomes().getOrDefault(Outcome.NOT_SENT, 0L);
        assertThat(notSent).isPositive();
        assertThat(result.connectFaults().get(ConnectFault.REFUSED)).isGreaterThanOrEqualTo(notSent);
        assertThat(result.response().getTotalCount() + result.failed().getTotalCount())
                .isEqualTo(100);
        assertThat(result.failed().getTotalCount()).isGreaterThanOrEqualTo(notSent);
        assertThat(result.audit().reasons()).noneMatch(reason -> reason.contains("Little"));
    }

    @Test
    void anUnusedPortIsUnreachable() throws Exception {
        int unused;
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> Load.on(unused).connectionPerRequest().run())
                .isInstanceOf(TargetUnreachableException.class);
    }

    private static TruthServer bye() throws IOException {
        return TruthServer.start((_, call) -> {
            call.send(BYE);
            return false;
        });
    }

    private static Load churn(TruthServer server) {
        return Load.on(server.port()).connections(64).connectionPerRequest().measurementMs(1_000);
    }
}
