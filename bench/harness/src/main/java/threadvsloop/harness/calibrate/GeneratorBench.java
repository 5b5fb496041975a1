package threadvsloop.harness.calibrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import threadvsloop.harness.Project;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.UnreachableException;
import threadvsloop.harness.process.Cpus;
import threadvsloop.loadgen.LoadGenerator;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.loadgen.engine.TargetUnreachableException;
import threadvsloop.model.load.Address;
import threadvsloop.model.load.Connections;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadProgress;
import threadvsloop.model.measured.LoadResult;

/// Where the generator is held against the truth: this process drives the load, the truth server has its own CPU.
///
/// @param logs an existing folder, for what the truth server says
/// @param quick shorter windows, wider bounds where chance decides
public record GeneratorBench(Project project, Cpus cpus, Path logs, boolean quick) {

    private static final double OPENED_PER_SECOND = 5_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long SEED = 1;

    /// @param truth what the server says of the measurement and its drain
    record Measured(LoadResult load, TruthProcess.Statistics truth) {}

    TruthProcess startTruth() throws ServerFailedException, InterruptedException {
        return TruthProcess.start(project, cpus, logs);
    }

    Duration warmup() {
        return Duration.ofSeconds(quick ? 1 : 4);
    }

    Duration measurement() {
        return Duration.ofSeconds(quick ? 3 : 10);
    }

    LoadOptions plain(
            TruthProcess truth, String path, int connections, LoadShape shape, Duration warmup, Duration measurement) {
        return LoadOptions.plain(
                Project.LOOPBACK,
                truth.port(),
                RequestSpec.get(path),
                connections,
                OPENED_PER_SECOND,
                shape,
                warmup,
                measurement,
                TIMEOUT,
                SEED,
                1);
    }

    /// Many paths at once, each as often as the others; a good answer to any has five bytes.
    LoadOptions mixed(TruthProcess truth, List<String> paths, int connections, LoadShape shape, Duration measurement) {
        List<RequestKind> kinds = paths.stream()
                .map(path -> RequestKind.of(RequestSpec.get(path), 1).answeredBy(5))
                .toList();
        return new LoadOptions(
                List.of(new Address(Project.LOOPBACK, truth.port())),
                List.of(),
                new RequestMix(kinds),
                Connections.kept(connections, OPENED_PER_SECOND),
                shape,
                Duration.ZERO,
                measurement,
                TIMEOUT,
                SEED,
                1);
    }

    /// Puts load on a truth server of its own, on one path.
    Measured measure(
            String path, int connections, LoadShape shape, Duration warmup, Duration measurement, LoadListener listener)
            throws IOException, ServerFailedException, InterruptedException {
        try (TruthProcess truth = startTruth()) {
            return load(truth, plain(truth, path, connections, shape, warmup, measurement), listener);
        }
    }

    /// Puts load on the truth server. What that says begins with the measurement: to the request where there is no
    /// warm-up, else give or take what is in flight at that moment.
    Measured load(TruthProcess truth, LoadOptions options, LoadListener listener)
            throws IOException, InterruptedException {
        truth.reset();
        boolean warms = !options.warmup().isZero();
        LoadResult result;
        try {
            result = new LoadGenerator(options).run(warms ? new ForgettingWarmup(truth, listener) : listener);
        } catch (TargetUnreachableException e) {
            throw new UnreachableException(e);
        }
        return new Measured(result, truth.statistics());
    }

    /// Has the server forget the warm-up.
    private record ForgettingWarmup(TruthProcess truth, LoadListener next) implements LoadListener {
        @Override
        public void phase(LoadPhase phase, long nanoTime) {
            if (phase == LoadPhase.MEASUREMENT) {
                try {
                    truth.reset();
                } catch (IOException e) {
                    throw new UncheckedIOException("the truth server cannot be reset", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            next.phase(phase, nanoTime);
        }

        @Override
        public void progress(LoadProgress progress) {
            next.progress(progress);
        }
    }
}
