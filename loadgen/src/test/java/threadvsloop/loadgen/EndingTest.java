package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadProgress;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// Runs that are ended before their time.
@Isolated
class EndingTest {
    private static final long LONG_MS = 3_600_000;

    @AfterEach
    void noLoopIsLeftRunning() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("load-"));
    }

    @Test
    void aStoppedMeasurementIsShorterAndSaysSo() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadGenerator generator = new LoadGenerator(
                    Load.on(server.port()).measurementMs(LONG_MS).options());

            LoadResult result = generator.run(new LoadListener() {
                @Override
                public void progress(LoadProgress progress) {
                    generator.stop();
                }
            });

            assertThat(result.stopped()).isTrue();
            assertThat(result.measurementEndNs() - result.measurementStartNs())
                    .isBetween(1_000_000_000L, 25_000_000_000L);
            assertThat(result.requests())
                    .isPositive()
                    .isEqualTo(
                            result.response().getTotalCount() + result.failed().getTotalCount());
            assertThat(result.audit().status()).isNotEqualTo(AuditStatus.VALID);
            assertThat(result.audit().reasons()).anyMatch(reason -> reason.startsWith("stopped after"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECT", "WARMUP"})
    void stoppedBeforeTheMeasurementNothingIsMeasured(LoadPhase phase) throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadGenerator generator = new LoadGenerator(Load.on(server.port())
                    .connectPerSecond(0.001)
                    .warmupMs(LONG_MS)
                    .connections(phase == LoadPhase.CONNECT ? 4 : 1)
                    .options());

            LoadResult result = generator.run(LoadGeneratorTest.at(phase, generator::stop));

            assertThat(result.requests()).isZero();
            assertThat(result.response().getTotalCount()).isZero();
            assertThat(result.audit().status()).isEqualTo(AuditStatus.INVALID);
        }
    }

    @Test
    void requestsInFlightWhenStoppedAreCountedAtTheirAge() throws Exception {
        try (TruthServer server = TruthServer.start((_, _) -> {
            Thread.sleep(LONG_MS);
            return false;
        })) {
            LoadGenerator generator = new LoadGenerator(Load.on(server.port())
                    .measurementMs(LONG_MS)
                    .timeoutMs(LONG_MS)
                    .options());
            LoadResult result = generator.run(new LoadListener() {
                @Override
                public void progress(LoadProgress progress) {
                    generator.stop();
                }
            });

            assertThat(result.outcomes()).containsEntry(Outcome.UNFINISHED, 4L);
            assertThat(result.response().getTotalCount()).isZero();
            assertThat(result.failed().getTotalCount()).isEqualTo(4);
            assertThat(result.failed().getMinValue()).isGreaterThan(900_000_000L);
        }
    }

    @Test
    void aDrainThatIsStoppedEndsAtOnce() throws Exception {
        try (TruthServer server = TruthServer.start((_, _) -> {
            Thread.sleep(LONG_MS);
            return false;
        })) {
            LoadGenerator generator =
                    new LoadGenerator(Load.on(server.port()).timeoutMs(LONG_MS).options());

            LoadResult result = generator.run(LoadGeneratorTest.at(LoadPhase.DRAIN, generator::stop));

            assertThat(result.measurementEndNs() - result.measurementStartNs()).isEqualTo(200_000_000);
            assertThat(result.outcomes()).containsEntry(Outcome.UNFINISHED, 4L);
            assertThat(result.stopped()).isTrue();
        }
    }

    @Test
    void anInterruptEndsEverything() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadGenerator generator = new LoadGenerator(
                    Load.on(server.port()).measurementMs(LONG_MS).options());
            Thread self = Thread.currentThread();
            CountDownLatch measuring = new CountDownLatch(1);
            Thread interrupter = Thread.ofVirtual().start(() -> {
                try {
                    measuring.await();
                    self.interrupt();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });

            assertThatThrownBy(() -> generator.run(LoadGeneratorTest.at(LoadPhase.MEASUREMENT, measuring::countDown)))
                    .isInstanceOf(InterruptedException.class);
            interrupter.join();
        }
    }

    @Test
    void aListenerThatThrowsEndsEverything() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            LoadGenerator generator = new LoadGenerator(
                    Load.on(server.port()).measurementMs(LONG_MS).options());

            assertThatThrownBy(() -> generator.run(LoadGeneratorTest.at(LoadPhase.MEASUREMENT, () -> {
                        throw new IllegalArgumentException("from the listener");
                    })))
                    .hasMessage("from the listener");
        }
    }
}
