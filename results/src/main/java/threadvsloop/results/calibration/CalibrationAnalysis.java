package threadvsloop.results.calibration;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Median;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.measures.Metric;
import threadvsloop.results.measures.PointComparison;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.stats.Effect;
import threadvsloop.results.stats.Interval;
import threadvsloop.results.stats.Level;
import threadvsloop.results.stats.PairedRatio;
import threadvsloop.results.stats.SelfComparison;

/// Derives a host's calibration from the trials of its run. INVALID trials are left out, and their pairs
/// with them; a block that was run again is a pair like any other.
public final class CalibrationAnalysis {

    /// What a claim may rest on, where the load of the calibration gives a number.
    private static final List<Metric> METRICS = List.of(
            Metric.CPU_PER_REQUEST,
            Metric.MEAN,
            Metric.P50,
            Metric.P90,
            Metric.P99,
            Metric.ACHIEVED,
            Metric.SWITCHES_PER_REQUEST,
            Metric.PSS,
            Metric.RSS,
            Metric.THREADS,
            Metric.FIRST_ANSWER);

    /// What claims compare where servers take turns.
    private static final List<Metric> METRICS_IN_TURNS =
            List.of(Metric.CPU_PER_REQUEST, Metric.SWITCHES_PER_REQUEST, Metric.P50);

    /// A loop's timers count whole milliseconds.
    private static final double TIMER_MS = 1;

    private static final String TIMES = "×";
    private static final String MS = "ms";

    private final RunData run;
    private final CalibrationDesign design;

    private CalibrationAnalysis(RunData run, CalibrationDesign design) {
        this.run = run;
        this.design = design;
    }

    /// What the trials of a run say of the machine; empty if the run is no calibration.
    public static Optional<MachineCalibration> of(RunDirectory directory) throws IOException {
        Optional<CalibrationDesign> design = CalibrationDesign.read(directory);
        return design.isEmpty() ? Optional.empty() : Optional.of(of(RunData.read(directory.path()), design.get()));
    }

    /// @throws IllegalArgumentException if the run's environment is not known
    public static MachineCalibration of(RunData run, CalibrationDesign design) {
        return new CalibrationAnalysis(run, design).document();
    }

    private MachineCalibration document() {
        Environment environment = run.environment();
        if (environment == null) {
            throw new IllegalArgumentException(
                    run.directory().path() + ": environment.json cannot be read, so the host is not known");
        }
        return new MachineCalibration(
                MachineCalibration.SCHEMA_VERSION,
                run.run().startedAt(),
                run.run().commit(),
                String.join(" ", run.run().command()),
                String.valueOf(run.directory().path().toAbsolutePath().getFileName()),
                label(design.base()),
                load(),
                run.trials().size(),
                (int) run.trials().stream()
                        .filter(trial -> trial.validity().status() == Status.INVALID)
                        .count(),
                design.blocks(),
                same(METRICS, where(design.twin(), false)),
                same(METRICS_IN_TURNS, where(design.twin(), true)),
                design.planted().stream()
                        .flatMap(plant -> planted(plant).stream())
                        .toList(),
                environment);
    }

    private List<MachineCalibration.Same> same(List<Metric> metrics, List<Trial> trials) {
        return metrics.stream().flatMap(metric -> same(metric, trials).stream()).toList();
    }

    private Optional<MachineCalibration.Same> same(Metric metric, List<Trial> trials) {
        return SelfComparison.of(
                        values(trials, design.base(), metric), values(trials, design.twin(), metric), design.blocks())
                .map(found -> new MachineCalibration.Same(
                        metric.id(),
                        found.ratio().blocks(),
                        found.falsePositives().tries(),
                        found.falsePositives().hits(),
                        found.falsePositiveRate(),
                        found.ratio().ratio(),
                        Objects.requireNonNull(found.ratio().interval()),
                        found.smallestRatio()));
    }

    private Optional<MachineCalibration.Planted> planted(CalibrationDesign.Planted plant) {
        return plant.burnNs() > 0 ? burnt(plant) : delayed(plant);
    }

    /// More CPU, as a ratio to what the base needs.
    private Optional<MachineCalibration.Planted> burnt(CalibrationDesign.Planted plant) {
        List<Trial> trials = where(plant);
        Map<Integer, Double> base = values(trials, design.base(), Metric.CPU_PER_REQUEST);
        Map<Integer, Double> more = values(trials, plant.contestant(), Metric.CPU_PER_REQUEST);
        double baseUs = median(base);
        double ratio = 1 + plant.burnNs() / 1e3 / baseUs;
        List<Effect> effects = comparisons(base, more).stream()
                .flatMap(blocks -> PairedRatio.of(only(base, blocks), only(more, blocks)).stream())
                .map(Effect.class::cast)
                .toList();
        return PairedRatio.of(base, more)
                .flatMap(all -> document(plant, Metric.CPU_PER_REQUEST, TIMES, new Known(1, ratio, 0), all, effects));
    }

    /// Later answers, as a difference of medians.
    private Optional<MachineCalibration.Planted> delayed(CalibrationDesign.Planted plant) {
        List<Trial> trials = where(plant);
        Map<Integer, Double> base = values(trials, design.base(), Metric.P50);
        Map<Integer, Double> later = values(trials, plant.contestant(), Metric.P50);
        List<Effect> effects = comparisons(base, later).stream()
                .flatMap(blocks -> differences(base, later, blocks).stream())
                .map(Effect.class::cast)
                .toList();
        return differences(base, later, shared(base, later))
                .flatMap(all -> document(plant, Metric.P50, MS, new Known(0, plant.delayMs(), TIMER_MS), all, effects));
    }

    private static Optional<Level> differences(
            Map<Integer, Double> base, Map<Integer, Double> other, List<Integer> blocks) {
        return Level.of(blocks.stream()
                .mapToDouble(block -> value(other, block) - value(base, block))
                .toArray());
    }

    /// @param none the value of no difference
    /// @param planted the least value of the one that was planted, which may be larger by the tolerance
    private record Known(double none, double planted, double tolerance) {

        boolean isFoundBy(Interval interval) {
            return interval.low() > none;
        }

        boolean isIn(Interval interval) {
            return interval.low() <= planted + tolerance && planted <= interval.high();
        }
    }

    private static Optional<MachineCalibration.Planted> document(
            CalibrationDesign.Planted plant, Metric metric, String unit, Known known, Effect all, List<Effect> each) {
        List<Interval> intervals = each.stream()
                .flatMap(effect -> Stream.ofNullable(effect.interval()))
                .toList();
        return Optional.ofNullable(all.interval())
                .map(interval -> new MachineCalibration.Planted(
                        plant.title(),
                        metric.id(),
                        unit,
                        known.planted(),
                        known.tolerance(),
                        all.value(),
                        interval,
                        all.blocks(),
                        intervals.size(),
                        (int) intervals.stream().filter(known::isFoundBy).count(),
                        (int) intervals.stream().filter(known::isIn).count()));
    }

    /// The blocks that both have, cut in their order into comparisons.
    private List<List<Integer>> comparisons(Map<Integer, Double> base, Map<Integer, Double> other) {
        List<Integer> shared = shared(base, other);
        return IntStream.range(0, shared.size() / design.blocks())
                .mapToObj(i -> shared.subList(i * design.blocks(), (i + 1) * design.blocks()))
                .toList();
    }

    private static List<Integer> shared(Map<Integer, Double> base, Map<Integer, Double> other) {
        return base.keySet().stream().filter(other::containsKey).sorted().toList();
    }

    private static Map<Integer, Double> only(Map<Integer, Double> values, List<Integer> blocks) {
        return blocks.stream().collect(Collectors.toMap(block -> block, block -> value(values, block)));
    }

    private static double value(Map<Integer, Double> values, int block) {
        return Objects.requireNonNull(values.get(block));
    }

    /// CPU in µs that a request of one contestant takes at the only point of a scenario: the median of its trials.
    /// Empty without a usable
    /// trial.
    public static OptionalDouble costUs(RunData run, String contestant, String scenario) {
        List<Trial> trials = run.trials().stream()
                .filter(trial -> trial.scenario().equals(scenario))
                .toList();
        Map<Integer, Double> costs = values(trials, contestant, Metric.CPU_PER_REQUEST);
        return costs.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(costs));
    }

    private static double median(Map<Integer, Double> values) {
        return Median.withDefaults()
                .evaluate(values.values().stream().mapToDouble(value -> value).toArray());
    }

    /// By block, of the trials of one point that are not INVALID.
    private static Map<Integer, Double> values(List<Trial> trials, String contestant, Metric metric) {
        return new PointComparison(trials, contestant).byBlock(contestant, metric);
    }

    /// The trials of the point where something is planted.
    private List<Trial> where(CalibrationDesign.Planted plant) {
        List<Trial> inTurns = where(plant.contestant(), true);
        return inTurns.isEmpty() ? where(plant.contestant(), false) : inTurns;
    }

    /// The trials of the point where a contestant met the base.
    private List<Trial> where(String contestant, boolean inTurns) {
        return run.trials().stream()
                .filter(trial -> trial.contestant().equals(contestant))
                .filter(trial -> trial.point().course().inTurns() == inTurns)
                .findFirst()
                .map(trial -> run.trials(trial.scenario(), trial.point().id()))
                .orElse(List.of());
    }

    private String label(String contestant) {
        return run.contestants().stream()
                .filter(known -> known.id().equals(contestant))
                .findFirst()
                .map(Run.Contestant::label)
                .orElse(contestant);
    }

    private String load() {
        return run.scenarios().stream()
                .flatMap(scenario -> scenario.points().stream())
                .map(point -> String.format(
                        Locale.ROOT,
                        "%s, %s%s requests a second on %d connections, for %s s%s",
                        point.request(),
                        decimal(point.offeredPerSecond()),
                        point.mode() == PointSpec.Mode.OPEN_CONSTANT ? " evenly spaced" : "",
                        point.connections(),
                        decimal(point.measureSeconds()),
                        point.course().inTurns()
                                ? " in turns of " + decimal(point.course().turnSeconds()) + " s"
                                : ""))
                .collect(Collectors.joining("; "));
    }

    private static String decimal(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
