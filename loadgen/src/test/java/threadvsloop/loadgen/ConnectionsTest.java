package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

@Isolated
class ConnectionsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void connectionsAreOpenedAlongARampAndNotInABurst(int loops) throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            AtomicLong rampNs = new AtomicLong();
            LoadOptions options = Load.on(server.port())
                    .connections(40)
                    .connectPerSecond(100)
                    .shape(new LoadShape.Idle())
                    .measurementMs(1)
                    .loops(loops)
                    .options();
            new LoadGenerator(options).run(new LoadListener() {
                @Override
                public void phase(LoadPhase phase, long nanoTime) {
                    if (phase == LoadPhase.CONNECT) {
                        rampNs.set(nanoTime);
                    }
                }
            });

            long[] acceptedNs = server.acceptedNs();
            assertThat(acceptedNs).hasSize(40);
            for (int i = 0; i < 40; i++) {
                assertThat(acceptedNs[i] - rampNs.get())
                        .describedAs("connection %d", i)
                        .isGreaterThanOrEqualTo(i * 10_000_000L);
            }
        }
    }

    @Test
    void freeConnectionsTakeTurns() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = Load.on(server.port())
                    .connections(100)
                    .open(Arrivals.CONSTANT, 200)
                    .measurementMs(500)
                    .run();

            assertThat(result.requests()).isEqualTo(100);
            assertThat(result.served()).isEqualTo(100);
        }
    }

    @Test
    void twoThousandConnectionsAreServed() throws Exception {
        assumeTrue(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                        && os.getMaxFileDescriptorCount() > 5_000,
                "this test needs 5,000 open files");
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = Load.on(server.port())
                    .connections(2_000)
                    .connectPerSecond(4_000)
                    .open(Arrivals.POISSON, 2_500)
                    .measurementMs(2_000)
                    .timeoutMs(20_000)
                    .run();

            assertThat(result.opened()).isEqualTo(2_000);
            assertThat(result.served()).isEqualTo(2_000);
            assertThat(result.outcomes()).containsOnlyKeys(Outcome.ANSWERED_2XX);
            assertThat(result.response().getTotalCount()).isEqualTo(result.requests());
        }
    }

    /// Half of the connections are open and silent; the load is the others'.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void idleConnectionsAreHeldAndNeverUsed(int loops) throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = Load.on(server.port())
                    .connections(40)
                    .idle(20)
                    .open(Arrivals.CONSTANT, 400)
                    .measurementMs(500)
                    .loops(loops)
                    .run();

            assertThat(server.acceptedNs()).hasSize(40);
            assertThat(result.opened()).isEqualTo(40);
            assertThat(result.intervals().getFirst().open()).isEqualTo(40);
            assertThat(result.served()).isEqualTo(20);
            assertThat(server.clientsThatAsked()).isEqualTo(20);
            assertThat(result.requests()).isEqualTo(200);
            assertThat(result.reopened()).isZero();
            // A busy machine may be late with a few, and nothing else is there to be found.
            assertThat(result.audit().findings()).allMatch(finding -> finding.startsWith("achieved"));
        }
    }

    @Test
    void idleConnectionsThatTheServerEndsAreOpenedAgain() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadOptions options =
                    Load.on(server.port()).idle(1).measurementMs(300).options();
            LoadResult result = new LoadGenerator(options).run(LoadGeneratorTest.at(LoadPhase.MEASUREMENT, () -> {
                while (server.clientsThatAsked() < 3) {
                    Thread.onSpinWait();
                }
                server.endSilentConnections();
            }));

            assertThat(result.reopened()).isEqualTo(1);
            assertThat(server.acceptedNs()).hasSize(5);
            assertThat(result.outcomes()).containsOnlyKeys(Outcome.ANSWERED_2XX);
            assertThat(result.audit().findings()).contains("idle connections were ended by the server 1 times");
        }
    }
}
