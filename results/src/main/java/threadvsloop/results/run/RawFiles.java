package threadvsloop.results.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Quantile;
import threadvsloop.results.documents.Quantiles;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.documents.Validity.Status;

/// Holds each trial's document against its digests and the raw files beside it. A trial that they contradict is
/// INVALID, whatever it says of itself: its numbers were edited, mixed up, or taken of another window than the load's.
///
/// Where there is no digest, since a run is older than these, or a wrong one, all numbers are derived again from the
/// raw files as far as that is possible ([DerivedNumbers]).
final class RawFiles {

    /// By how much the window of resources may miss that of the load.
    private static final double EDGE_SECONDS = 0.1;

    private static final double WINDOW_TOLERANCE = 0.1;

    private static final Set<String> TAGS =
            Set.of(TaggedInterval.RESPONSE, TaggedInterval.SERVICE, TaggedInterval.FAILED);

    private final RunDirectory directory;

    RawFiles(RunDirectory directory) {
        this.directory = directory;
    }

    /// The trials as their raw files allow them to be judged.
    List<Trial> judged(List<Trial> trials) {
        return trials.stream().map(this::judged).toList();
    }

    private Trial judged(Trial trial) {
        List<String> reasons = new ArrayList<>(contradictions(trial));
        if (reasons.isEmpty()) {
            return trial;
        }
        reasons.addAll(trial.validity().reasons());
        return trial.withValidity(
                new Validity(Status.INVALID, reasons, trial.validity().findings()));
    }

    /// Those trials that something contradicts.
    List<RunData.Contradiction> contradictions(List<Trial> trials) {
        return trials.stream()
                .map(trial -> new RunData.Contradiction(trial.path(), contradictions(trial)))
                .filter(contradiction -> !contradiction.reasons().isEmpty())
                .toList();
    }

    /// Sentences; empty if all agree.
    private List<String> contradictions(Trial trial) {
        List<String> reasons = new ArrayList<>();
        try {
            Seal seal = directory.sealOf(trial);
            reasons.addAll(seal(trial, seal));
            boolean sealed = seal.present() && reasons.isEmpty();
            List<TaggedInterval> intervals = directory.readIntervals(trial, TAGS);
            List<ProcessSample> samples = directory.readProcess(trial);
            response(trial, intervals).ifPresent(reasons::add);
            window(trial, samples).ifPresent(reasons::add);
            DerivedNumbers derived = new DerivedNumbers(trial, intervals, samples);
            derived.memory().ifPresent(reasons::add);
            if (!sealed) {
                reasons.addAll(derived.contradictions());
            }
        } catch (IOException e) {
            reasons.add("its raw files cannot be read: " + e.getMessage());
        }
        return reasons;
    }

    private List<String> seal(Trial trial, Seal seal) throws IOException {
        if (!seal.intact()) {
            return List.of("trial.json was changed after the trial: its SHA-256 is not the one under \"digests\"");
        }
        if (seal.present() != directory.sealed()) {
            return List.of(
                    seal.present()
                            ? "trial.json has digests and run.json has none: one of them was changed by hand"
                            : "trial.json has lost its digests, which the other documents of this run have");
        }
        return seal.changedFiles(directory.path().resolve(trial.path()));
    }

    private static Optional<String> response(Trial trial, List<TaggedInterval> intervals) {
        LoadSummary load = trial.load();
        if (load == null || load.requests() == 0) {
            return Optional.empty();
        }
        Histogram response = TaggedInterval.sum(intervals, TaggedInterval.RESPONSE);
        return response.getTotalCount() == load.timed()
                ? quantile(Quantile.P50, load, response).or(() -> quantile(Quantile.P99, load, response))
                : Optional.of(String.format(
                        Locale.ROOT,
                        "trial.json counts %d requests, trial.hlog has %d",
                        load.timed(),
                        response.getTotalCount()));
    }

    private static Optional<String> quantile(Quantile which, LoadSummary load, Histogram response) {
        long found = which.of(response);
        return found == Quantiles.UNKNOWN
                ? Optional.empty()
                : DerivedNumbers.differ(which.label(), which.of(load.responseNs()), found);
    }

    /// The window of resources must be the window of load: as long, and no sample outside it. How near to its edges the
    /// samples come says nothing: to read 10,000 threads takes more than a second.
    private static Optional<String> window(Trial trial, List<ProcessSample> samples) {
        Trial.Phase phase = measurement(trial);
        Resources resources = trial.resources();
        if (phase == null || resources == null) {
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
        List<ProcessSample> inside = DerivedNumbers.inside(samples);
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

    private static Trial.@Nullable Phase measurement(Trial trial) {
        return trial.phases().stream()
                .filter(phase -> phase.name().equals(DerivedNumbers.MEASUREMENT))
                .findFirst()
                .orElse(null);
    }
}
