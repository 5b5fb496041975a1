package threadvsloop.results.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import threadvsloop.results.documents.Failures;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Quantile;
import threadvsloop.results.documents.Quantiles;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.documents.Validity.Status;

/// The numbers of a `trial.json` derived again from `trial.hlog`, from `process.csv`, and from one another, and where
/// they differ, a sentence each. Used by one thread.
final class DerivedNumbers {

    static final String MEASUREMENT = "measurement";

    /// Of a histogram with three digits.
    private static final double QUANTILE_TOLERANCE = 0.002;

    private static final double RATE_TOLERANCE = 0.05;

    private static final double LEVEL_TOLERANCE = 0.001;

    /// The kernel counts CPU in ticks for `process.csv`, and on a finer clock for `trial.json`.
    private static final double CPU_TOLERANCE = 0.10;

    private static final double CPU_TOLERANCE_MS = 50;

    private static final String PROCESS = "process.csv";
    private static final String ITSELF = "its own counts give";

    private final Trial trial;
    private final List<TaggedInterval> intervals;
    private final List<ProcessSample> samples;
    private final List<String> found = new ArrayList<>();

    /// @param intervals of response and service time
    /// @param samples all of the trial
    DerivedNumbers(Trial trial, List<TaggedInterval> intervals, List<ProcessSample> samples) {
        this.trial = trial;
        this.intervals = intervals;
        this.samples = samples;
    }

    static List<ProcessSample> inside(List<ProcessSample> samples) {
        return samples.stream()
                .filter(sample -> sample.phase().equals(MEASUREMENT))
                .toList();
    }

    /// Memory alone, which every trial is held against.
    Optional<String> memory() {
        Resources resources = trial.resources();
        return resources == null
                ? Optional.empty()
                : mean(ProcessSample::pssKiB)
                        .flatMap(pss -> level("PSS", " KiB", resources.pssKiB().mean(), PROCESS, pss));
    }

    /// Everything that can be derived.
    List<String> contradictions() {
        LoadSummary load = trial.load();
        Resources resources = trial.resources();
        if (load != null && load.requests() > 0) {
            quantiles("response", load.responseNs(), TaggedInterval.sum(intervals, TaggedInterval.RESPONSE));
            quantiles("service", load.serviceNs(), TaggedInterval.sum(intervals, TaggedInterval.SERVICE));
            failures(load);
            outcomes(load);
        }
        if (resources != null) {
            resources(resources);
        }
        if (load != null && resources != null) {
            perRequest(load, resources);
        }
        if (load != null) {
            status(load.validity(), trial.validity());
        }
        return found;
    }

    private void quantiles(String name, Quantiles told, Histogram raw) {
        if (raw.getTotalCount() == 0) {
            return;
        }
        for (Quantile quantile : Quantile.values()) {
            long found = quantile.of(raw);
            if (found != Quantiles.UNKNOWN) {
                add(differ(name + " " + quantile.label(), quantile.of(told), found));
            }
        }
        add(differ(name + " max", told.max(), raw.getMaxValue()));
        add(differ(name + " mean", Math.round(told.mean()), Math.round(raw.getMean())));
    }

    private void failures(LoadSummary load) {
        Failures failures = load.failures();
        Histogram ages = TaggedInterval.sum(intervals, TaggedInterval.FAILED);
        if (failures.requests() != load.errors() || failures.requests() != ages.getTotalCount()) {
            found.add(String.format(
                    Locale.ROOT,
                    "trial.json has %d failed requests and outcomes of %d, trial.hlog has %d",
                    failures.requests(),
                    load.errors(),
                    ages.getTotalCount()));
        }
        quantiles("age of failed requests", failures.ageNs(), ages);
        Quantiles all = Quantiles.over(TaggedInterval.sum(intervals, TaggedInterval.RESPONSE), failures.requests());
        for (Quantile quantile : Quantile.values()) {
            add(differ(
                    "response of all requests " + quantile.label(), quantile.of(failures.allNs()), quantile.of(all)));
        }
    }

    /// Each request of the window has an outcome, beside attempts to connect, which are none.
    private void outcomes(LoadSummary load) {
        long outcomes = count(load, "");
        if (outcomes < load.requests()) {
            found.add(String.format(
                    Locale.ROOT, "trial.json has %d requests and outcomes of %d", load.requests(), outcomes));
        }
        achieved(load);
    }

    /// Answers in the window are those to its own requests, but for what came after its end, and at most those to every
    /// request that was under way when it began: as many as there are connections, or as the warm-up had.
    private void achieved(LoadSummary load) {
        double earlier = load.connections().opened()
                + load.offeredPerSecond() * trial.point().warmupSeconds();
        double least = (count(load, "answered-2") - afterTheWindow()) * (1 - RATE_TOLERANCE);
        double most = (count(load, "answered") + earlier) * (1 + RATE_TOLERANCE);
        add(between(
                "achieved throughput",
                "/s",
                load.achievedPerSecond(),
                least / load.windowSeconds(),
                most / load.windowSeconds()));
        add(between("answers", "", (double) load.answers(), least, most + count(load, "wrong-length")));
    }

    /// Requests of the window that ended in its last second, or after it.
    private double afterTheWindow() {
        double endMs = trial.phases().stream()
                .filter(phase -> phase.name().equals(MEASUREMENT))
                .mapToDouble(phase -> phase.startMs() + phase.durationMs())
                .findFirst()
                .orElse(0);
        long lastSecond = Instant.parse(trial.startedAt()).toEpochMilli() + Math.round(endMs) - 1_000;
        return intervals.stream()
                .filter(interval -> interval.tag().equals(TaggedInterval.RESPONSE))
                .filter(interval -> interval.epochEndMs() > lastSecond)
                .mapToDouble(interval -> interval.histogram().getTotalCount())
                .sum();
    }

    private static long count(LoadSummary load, String outcomes) {
        return load.outcomes().entrySet().stream()
                .filter(outcome -> outcome.getKey().startsWith(outcomes))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void resources(Resources told) {
        if (samples.isEmpty()) {
            found.add("process.csv is missing or empty, from which memory, threads and CPU in trial.json were taken");
            return;
        }
        level("RSS", " KiB", told.rssKiB(), ProcessSample::rssKiB);
        level("PSS", " KiB", told.pssKiB(), ProcessSample::pssKiB);
        level("virtual size", " KiB", told.virtualKiB(), ProcessSample::virtualKiB);
        level("threads", "", told.threads(), ProcessSample::threads);
        level("descriptors", "", told.descriptors(), ProcessSample::descriptors);
        level("sockets", "", told.sockets(), ProcessSample::sockets);
        cpu(told.cpuUserMs() + told.cpuSystemMs());
    }

    private void level(String name, String unit, Resources.Level told, ToDoubleFunction<ProcessSample> quantity) {
        DoubleSummaryStatistics raw = inside(samples).stream()
                .mapToDouble(quantity)
                .filter(value -> value >= 0)
                .summaryStatistics();
        if (raw.getCount() > 0) {
            add(level(name, unit, told.mean(), PROCESS, raw.getAverage()));
            add(level("least " + name, unit, told.min(), PROCESS, raw.getMin()));
            add(level("most " + name, unit, told.max(), PROCESS, raw.getMax()));
        }
    }

    /// CPU grows from sample to sample: what was used in the window is at least the growth between its first and its
    /// last
    /// sample, and at most that between the samples around it.
    private void cpu(double toldMs) {
        List<ProcessSample> inside = inside(samples);
        if (inside.isEmpty() || !grows()) {
            return;
        }
        double least = cpuMs(inside.getLast()) - cpuMs(inside.getFirst());
        int before = samples.indexOf(inside.getFirst()) - 1;
        int after = samples.lastIndexOf(inside.getLast()) + 1;
        double most = before < 0 || after >= samples.size()
                ? Double.MAX_VALUE
                : cpuMs(samples.get(after)) - cpuMs(samples.get(before));
        add(between(
                "CPU",
                " ms",
                toldMs,
                least * (1 - CPU_TOLERANCE) - CPU_TOLERANCE_MS,
                most * (1 + CPU_TOLERANCE) + CPU_TOLERANCE_MS));
    }

    /// The CPU of a process that ends is no longer seen: then nothing can be said.
    private boolean grows() {
        for (int i = 1; i < samples.size(); i++) {
            if (!(cpuMs(samples.get(i)) >= cpuMs(samples.get(i - 1)))) {
                return false;
            }
        }
        return true;
    }

    private static double cpuMs(ProcessSample sample) {
        return sample.cpuUserMs() + sample.cpuSystemMs();
    }

    private void perRequest(LoadSummary load, Resources resources) {
        long answered = load.answers();
        if (answered > 0 && resources.cpuNsPerRequest() > 0) {
            double cpuNs = (resources.cpuUserMs() + resources.cpuSystemMs()) * 1e6;
            add(level("CPU per request", " ns", resources.cpuNsPerRequest(), ITSELF, cpuNs / answered));
        }
        if (answered > 0 && resources.switchesPerRequest() > 0) {
            long switches = resources.voluntarySwitches() + resources.involuntarySwitches();
            add(level(
                    "switches per request", "", resources.switchesPerRequest(), ITSELF, (double) switches / answered));
        }
    }

    /// What the load generator has found of its own measurement cannot be better in the trial.
    private void status(Validity ofLoad, Validity ofTrial) {
        if (ofTrial.status().compareTo(ofLoad.status()) < 0) {
            found.add("trial.json says " + ofTrial.status() + ", and of its load " + statusWithReasons(ofLoad));
        }
    }

    private static String statusWithReasons(Validity validity) {
        return validity.status() == Status.VALID
                ? "VALID"
                : validity.status() + " (" + String.join("; ", validity.reasons()) + ")";
    }

    private Optional<Double> mean(ToDoubleFunction<ProcessSample> quantity) {
        DoubleSummaryStatistics values = inside(samples).stream()
                .mapToDouble(quantity)
                .filter(Double::isFinite)
                .summaryStatistics();
        return values.getCount() == 0 ? Optional.empty() : Optional.of(values.getAverage());
    }

    private void add(Optional<String> sentence) {
        sentence.ifPresent(found::add);
    }

    static Optional<String> differ(String name, long told, long raw) {
        // What is not known is negative on both sides.
        return told == raw || Math.abs(told - raw) <= QUANTILE_TOLERANCE * Math.max(told, raw)
                ? Optional.empty()
                : Optional.of(
                        String.format(Locale.ROOT, "trial.json says %s = %d ns, trial.hlog %d ns", name, told, raw));
    }

    private static Optional<String> level(String name, String unit, double told, String source, double raw) {
        // Samples are written with three decimals.
        return Math.abs(raw - told) <= LEVEL_TOLERANCE * Math.max(raw, told) + 1e-3
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "trial.json says %s = %.1f%s, %s %.1f%s", name, told, unit, source, raw, unit));
    }

    private static Optional<String> between(String name, String unit, double told, double least, double most) {
        return told >= least && told <= most
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "trial.json says %s = %.1f%s, which its raw files put at %.1f to %.1f%s",
                        name,
                        told,
                        unit,
                        Math.max(0, least),
                        most,
                        unit));
    }
}
