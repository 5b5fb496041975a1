package threadvsloop.harness.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import threadvsloop.results.run.ProcessSample;

/// On a process that says when it is ready, and then sleeps.
class ProcessSamplerTest {

    private @Nullable Process process;

    @AfterEach
    void stop() {
        Objects.requireNonNull(process).destroyForcibly();
    }

    /// The sampling thread may be kept from its turn for long; what an edge must know does not wait for it.
    @Test
    void theTasksOfASmallServerAreReadAtTheEdge() throws Exception {
        try (ProcessSampler sampler = sampler(3)) {
            ProcessSampler.Glance glance = sampler.glance("measurement", System.nanoTime());

            assertThat(glance.tasks()).hasSize(4);
            assertThat(sampler.edge(glance).tasks()).isSameAs(glance.tasks());
        }
    }

    /// A phase may be too short for the sampling thread.
    @Test
    void aSmallServerIsSampledOnTheCallersThread() throws Exception {
        try (ProcessSampler sampler = sampler(3)) {
            sampler.sampleHere("measurement");

            assertThat(sampler.samples())
                    .filteredOn(sample -> sample.phase().equals("measurement"))
                    .singleElement()
                    .satisfies(sample -> {
                        assertThat(sample.pssKiB()).isPositive();
                        assertThat(sample.threads()).isEqualTo(4);
                    });
        }
    }

    @Test
    void theTasksOfAServerWithManyThreadsAreReadAfterIt() throws Exception {
        try (ProcessSampler sampler = sampler(300)) {
            ProcessSampler.Glance glance = sampler.glance("measurement", System.nanoTime());

            assertThat(glance.tasks()).isNull();
            assertThat(sampler.edge(glance).tasks()).hasSize(301);
            assertThat(sampler.samples()).extracting(ProcessSample::threads).contains(301L);
        }
    }

    @Test
    void whatWasReadLateIsSaid() throws Exception {
        try (ProcessSampler sampler = sampler(0)) {
            ProcessSampler.Glance glance = sampler.glance("measurement", System.nanoTime() - 50_000_000);

            assertThat(sampler.edge(glance).lateNs()).isGreaterThanOrEqualTo(50_000_000);
        }
    }

    /// As on a host whose CPUs are all busy: a thread that gives way to all others stands still there.
    @Test
    void aSamplingThreadThatGetsNoTurnHoldsUpNoTrial() throws Exception {
        long pid = sleeper(300);
        CountDownLatch never = new CountDownLatch(1);
        Supplier<long[]> tree = () -> {
            if (Thread.currentThread().getName().equals("sampler")) {
                awaitQuietly(never);
            }
            return new long[] {pid};
        };
        try (ProcessSampler sampler = new ProcessSampler(tree, System.nanoTime(), 1)) {
            ProcessSampler.Glance glance = sampler.glance("measurement", System.nanoTime());

            assertThat(sampler.edge(glance).tasks()).hasSize(301);
            assertThat(sampler.samples())
                    .singleElement()
                    .extracting(ProcessSample::threads)
                    .isEqualTo(301L);
            assertThat(sampler.cpu()).isEmpty();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProcessSampler sampler(int threads) throws IOException {
        long pid = sleeper(threads);
        return new ProcessSampler(() -> new long[] {pid}, System.nanoTime(), 1);
    }

    private long sleeper(int threads) throws IOException {
        String script = """
                import threading, time
                for _ in range(%d):
                    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
                print("ready", flush=True)
                time.sleep(60)
                """.formatted(threads);
        Process started = new ProcessBuilder("python3", "-c", script).start();
        process = started;
        assertThat(started.inputReader().readLine()).isEqualTo("ready");
        return started.pid();
    }
}
