package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
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
}
