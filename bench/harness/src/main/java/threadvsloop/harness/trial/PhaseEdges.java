package threadvsloop.harness.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.backend.BackendWatch;
import threadvsloop.harness.sampling.ProcessSampler;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadProgress;
import threadvsloop.results.documents.StartUp;

/// Ties the sampler to the load generator's clock: the window of resources is exactly the window of load.
///
/// Called by the load generator on the thread that called its `run`.
public final class PhaseEdges implements LoadListener {

    private final ProcessSampler sampler;
    private final BackendWatch backends;
    private final Turns.Turn turn;
    private final PhaseClock phases;
    private ProcessSampler.@Nullable Edge measurement;
    private ProcessSampler.@Nullable Edge drain;
    private final LoadSeconds seconds = new LoadSeconds();
    private long firstSecondP99Ns = StartUp.NOTHING_ENDED;
    private boolean loaded;

    PhaseEdges(ProcessSampler sampler, BackendWatch backends, Turns.Turn turn, PhaseClock phases) {
        this.sampler = sampler;
        this.backends = backends;
        this.turn = turn;
        this.phases = phases;
    }

    /// Told the name of each phase and when it begins, on the clock of `System.nanoTime`.
    interface PhaseClock {
        void begin(String name, long atNs);
    }

    @Override
    public long loadFrom(long soonestNs) throws InterruptedException {
        return turn.all().loadFrom(soonestNs);
    }

    /// Named after what it is a sample of, although the warm-up lasts a moment still.
    @Override
    public void beforeMeasurement() {
        try {
            sampler.sampleHere(name(LoadPhase.MEASUREMENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void phase(LoadPhase phase, long nanoTime) {
        if (phase == LoadPhase.DONE) {
            return;
        }
        String name = name(phase);
        try {
            switch (phase) {
                case WARMUP -> {
                    seconds.beginWarmup(nanoTime);
                    sampler.mark(name);
                }
                case MEASUREMENT -> {
                    turn.awaitReading();
                    ProcessSampler.Glance glance = sampler.glance(name, nanoTime);
                    backends.begin();
                    measurement = sampler.edge(glance);
                }
                case DRAIN -> {
                    ProcessSampler.Glance glance = sampler.glance(name, nanoTime);
                    backends.end();
                    drain = sampler.edge(glance);
                    sampler.sampleHere(name);
                }
                default -> sampler.mark(name);
            }
            phases.begin(name, nanoTime);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void progress(LoadProgress second) {
        seconds.progress(second);
        if (second.phase() != LoadPhase.CONNECT && !loaded) {
            loaded = true;
            boolean known = second.p99Ns() != 0 && second.p99Ns() != LoadProgress.FAILED;
            firstSecondP99Ns = known ? second.p99Ns() : StartUp.NOTHING_ENDED;
        }
    }

    /// What the seconds of this load were like.
    LoadSeconds seconds() {
        return seconds;
    }

    /// 99th percentile of response time in the first second of this load; [StartUp#NOTHING_ENDED] if
    /// nothing ended, or it lies among failed requests.
    long firstSecondP99Ns() {
        return firstSecondP99Ns;
    }

    /// The phase as files and progress lines have it.
    public static String name(LoadPhase phase) {
        return phase == LoadPhase.WARMUP ? "warm-up" : phase.name().toLowerCase(Locale.ROOT);
    }

    /// The measurement's first edge.
    ProcessSampler.Edge measurement() {
        return Objects.requireNonNull(measurement, "the load generator never began to measure");
    }

    /// CPU that the server used between both edges.
    double cpuMs() {
        return (drain().cpuNs() - measurement().cpuNs()) / 1e6;
    }

    /// The measurement's last edge.
    ProcessSampler.Edge drain() {
        return Objects.requireNonNull(drain, "the load generator never ended its measurement");
    }
}
