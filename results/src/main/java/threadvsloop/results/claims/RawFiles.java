package threadvsloop.results.claims;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.run.LoadSummary;
import threadvsloop.results.run.ProcessSample;
import threadvsloop.results.run.Resources;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.TaggedInterval;
import threadvsloop.results.run.Trial;
import threadvsloop.results.run.Validity;
import threadvsloop.results.run.Validity.Status;
import threadvsloop.results.stats.TrialHistogram;

/// Holds each trial's document against the raw files beside it. A trial that they contradict is INVALID, whatever it
/// says of itself: its numbers were edited, mixed up, or taken of another window than the load's.
final class RawFiles {

    /// Of a histogram with three digits.
    private static final double QUANTILE_TOLERANCE = 0.002;

    private static final double LEVEL_TOLERANCE = 0.001;

    /// By how much the window of resources may miss that of the load.
    private static final double EDGE_SECONDS = 0.1;

    private static final double WINDOW_TOLERANCE = 0.1;

    private final RunDirectory directory;

    RawFiles(RunDirectory directory) {
        this.directory = directory;
    }

    /// The trials as their raw files allow them to be judged.
    List<Trial> judged(List<Trial> trials) {
        return trials.stream().map(this::judged).toList();
    }

    private Trial judged(Trial trial) {
        List<String> reasons = contradictions(trial);
        if (reasons.isEmpty()) {
            return trial;
        }
        reasons.addAll(trial.validity().reasons());
        return trial.withValidity(
                new Validity(Status.INVALID, reasons, trial.validity().findings()));
    }

    /// Sentences; empty if all agree.
    private List<String> contradictions(Trial trial) {
        List<String> reasons = new ArrayList<>();
        try {
            response(trial).ifPresent(reasons::add);
            Resources resources = trial.resources();
            if (resources != null) {
                List<ProcessSample> inside = inside(trial);
                window(trial, resources, inside).ifPresent(reasons::add);
                memory(resources, inside).ifPresent(reasons::add);
            }
        } catch (IOException e) {
            reasons.add("its raw files cannot be read: " + e.getMessage());
        }
        return reasons;
    }

    private Optional<String> response(Trial trial) throws IOException {
        LoadSummary load = trial.load();
        if (load == null || load.requests() == 0) {
            return Optional.empty();
        }
        Histogram response = TrialHistogram.of(
                directory.readIntervals(trial, Set.of(TaggedInterval.RESPONSE)), TaggedInterval.RESPONSE);
        if (response.getTotalCount() != load.requests()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "trial.json counts %d requests, trial.hlog has %d",
                    load.requests(),
                    response.getTotalCount()));
        }
        return differ("p50", load.responseNs().p50(), response.getValueAtPercentile(50))
                .or(() -> differ("p99", load.responseNs().p99(), response.getValueAtPercentile(99)));
    }

    private static Optional<String> differ(String name, long told, long found) {
        return Math.abs(told - found) <= QUANTILE_TOLERANCE * Math.max(told, found)
                ? Optional.empty()
                : Optional.of("trial.json says %s = %d ns, trial.hlog %d ns".formatted(name, told, found));
    }

    /// The window of resources must be the window of load: as long, and no sample outside it. How near to its edges the
    /// samples come says nothing: to read 10,000 threads takes more than a second.
    private static Optional<String> window(Trial trial, Resources resources, List<ProcessSample> inside) {
        Trial.Phase phase = measurement(trial);
        if (phase == null) {
            return Optional.empty();
        }
        double seconds = phase.durationMs() / 1e3;
        if (Math.abs(resources.windowSeconds() - seconds) > WINDOW_TOLERANCE * Math.max(1, seconds)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "resources were read over %.2f s, the load was measured over %.2f s",
                    resources.windowSeconds(),
                    seconds));
        }
        double from = phase.startMs() / 1e3;
        double first = inside.isEmpty() ? from : inside.getFirst().timeSeconds();
        double last = inside.isEmpty() ? from + seconds : inside.getLast().timeSeconds();
        return first < from - EDGE_SECONDS || last > from + seconds + EDGE_SECONDS
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the window of resources, %.2f to %.2f s, is not that of the load, %.2f to %.2f s",
                        first,
                        last,
                        from,
                        from + seconds))
                : Optional.empty();
    }

    private static Optional<String> memory(Resources resources, List<ProcessSample> inside) {
        double[] pss = inside.stream()
                .mapToDouble(ProcessSample::pssKiB)
                .filter(Double::isFinite)
                .toArray();
        if (pss.length == 0) {
            return Optional.empty();
        }
        double found = Arrays.stream(pss).average().orElseThrow();
        double told = resources.pssKiB().mean();
        return Math.abs(found - told) <= LEVEL_TOLERANCE * Math.max(found, told)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "trial.json says PSS = %.0f KiB, process.csv %.0f KiB", told, found));
    }

    private List<ProcessSample> inside(Trial trial) throws IOException {
        return directory.readProcess(trial).stream()
                .filter(sample -> sample.phase().equals("measurement"))
                .toList();
    }

    private static Trial.@Nullable Phase measurement(Trial trial) {
        return trial.phases().stream()
                .filter(phase -> phase.name().equals("measurement"))
                .findFirst()
                .orElse(null);
    }
}
