package threadvsloop.results.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import threadvsloop.results.charts.ChartSet;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.PointSpec.Mode;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Traffic;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.measures.Metric;
import threadvsloop.results.measures.PointComparison;
import threadvsloop.results.run.RunData;
import threadvsloop.results.stats.Spread;
import threadvsloop.results.text.Numbers;
import threadvsloop.results.verdict.ShownRatio;

/// Makes the tables of a scenario's point: means over blocks, and their ratios to the first contestant. The first table
/// is
/// of all its requests; where kinds are mixed, each has one of its own, and so have slow readers and
/// slow writers.
final class PointTables {
    private record Column(String heading, Function<Run.Contestant, PointTable.Cell> cell) {}

    private final RunData run;
    private final Run.Scenario scenario;
    private final PointSpec point;
    private final PointComparison comparison;

    private PointTables(RunData run, Run.Scenario scenario, PointSpec point, PointComparison comparison) {
        this.run = run;
        this.scenario = scenario;
        this.point = point;
        this.comparison = comparison;
    }

    static List<PointTable> of(RunData run, Run.Scenario scenario) {
        return scenario.points().stream()
                .flatMap(point -> of(run, scenario, point).stream())
                .toList();
    }

    private static List<PointTable> of(RunData run, Run.Scenario scenario, PointSpec point) {
        PointComparison all = PointComparison.of(run, scenario.id(), point.id());
        PointTables tables = new PointTables(run, scenario, point, all);
        List<PointTable> made = new ArrayList<>(List.of(tables.table("", "", tables.columns())));
        Traffic traffic = point.traffic();
        if (traffic.hasSeveralKinds()) {
            for (Traffic.Kind kind : traffic.mix()) {
                PointTables of = new PointTables(run, scenario, point, all.ofKind(kind.name()));
                made.add(of.table("-" + kind.name(), "; " + kind.request() + " alone", of.columnsOfKind()));
            }
        }
        Traffic.SlowReaders slow = traffic.slowReaders();
        if (slow != null) {
            PointTables of = new PointTables(run, scenario, point, all.ofKind(Traffic.SLOW_READERS));
            String words = "; slow readers of %s, each %s KiB/s"
                    .formatted(slow.request(), Numbers.three(slow.bytesPerSecond() / 1024.0));
            made.add(of.table("-" + Traffic.SLOW_READERS, words, of.columnsOfSlowReaders()));
        }
        Traffic.SlowWriters writers = traffic.slowWriters();
        if (writers != null) {
            PointTables of = new PointTables(run, scenario, point, all.ofKind(Traffic.SLOW_WRITERS));
            String words = "; slow writers of %s, each %s KiB/s"
                    .formatted(writers.request(), Numbers.three(writers.bytesPerSecond() / 1024.0));
            made.add(of.table("-" + Traffic.SLOW_WRITERS, words, of.columnsOfSlowWriters()));
        }
        return made;
    }

    /// @param suffix of the table's id
    /// @param words what is added to the caption
    private PointTable table(String suffix, String words, List<Column> all) {
        List<Column> columns = withContent(all);
        List<PointTable.Row> rows = run.contestants().stream()
                .map(contestant -> row(contestant, columns))
                .toList();
        List<String> headings = columns.stream().map(Column::heading).toList();
        String caption = ChartSet.title(scenario, point) + words;
        return new PointTable(scenario.id() + "-" + point.id() + suffix, caption, note(), headings, rows);
    }

    private static PointTable.Row row(Run.Contestant contestant, List<Column> columns) {
        return new PointTable.Row(
                contestant.label(),
                contestant.family(),
                columns.stream().map(column -> column.cell().apply(contestant)).toList());
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("Trials", this::trials));
        if (point.mode() == Mode.IDLE) {
            columns.add(new Column("Connections open", this::opened));
            columns.add(plain(Metric.CPU_SHARE, Numbers::three));
            columns.add(plain(Metric.KERNEL_MEMORY, Numbers::three));
        } else {
            columns.add(new Column("Offered / achieved, /s", this::throughput));
            columns.addAll(latency());
            columns.add(new Column("Errors", this::errors));
            columns.add(compared(Metric.CPU_PER_REQUEST, Numbers::three));
            columns.add(compared(Metric.SWITCHES_PER_REQUEST, Numbers::three));
            columns.add(plain(Metric.UPSTREAM_LATENESS, Numbers::three));
            columns.add(plain(Metric.BACKEND_CPU, Numbers::three));
        }
        columns.add(compared(Metric.PSS, Numbers::three));
        columns.add(compared(Metric.THREADS, Numbers::count));
        return columns;
    }

    private List<Column> columnsOfKind() {
        List<Column> columns = new ArrayList<>(List.of(new Column("Trials", this::trials)));
        columns.add(plain(Metric.ACHIEVED, Numbers::count));
        columns.addAll(latency());
        columns.add(new Column("Errors", this::errors));
        return columns;
    }

    private List<Column> latency() {
        return List.of(
                compared(Metric.P50, Numbers::three),
                plain(Metric.P90, Numbers::three),
                compared(Metric.P99, Numbers::three),
                plain(Metric.P999, Numbers::three),
                new Column(heading(Metric.MAX), this::largest));
    }

    /// How long their answers take is their own doing.
    private List<Column> columnsOfSlowReaders() {
        return List.of(
                new Column("Trials", this::trials),
                new Column("Received by all, KiB/s", this::received),
                new Column("Errors", this::errors));
    }

    /// The same.
    private List<Column> columnsOfSlowWriters() {
        return List.of(
                new Column("Trials", this::trials),
                plain(Metric.ACHIEVED, Numbers::three),
                new Column("Errors", this::errors));
    }

    /// A column in which nobody has a number only takes room.
    private List<Column> withContent(List<Column> columns) {
        return IntStream.range(0, columns.size())
                .filter(i -> i == 0
                        || run.contestants().stream()
                                .anyMatch(contestant ->
                                        !columns.get(i).cell().apply(contestant).isEmpty()))
                .mapToObj(columns::get)
                .toList();
    }

    private Column plain(Metric metric, DoubleFunction<String> format) {
        return new Column(
                heading(metric),
                contestant -> cell(comparison.spread(contestant.id(), metric), contestant, metric, format));
    }

    private Column compared(Metric metric, DoubleFunction<String> format) {
        return new Column(
                heading(metric),
                contestant -> ShownRatio.of(comparison, contestant.id(), metric)
                        .map(ratio -> compared(ratio, contestant, metric, format))
                        .orElseGet(() -> cell(comparison.spread(contestant.id(), metric), contestant, metric, format)));
    }

    /// What is printed is what is compared: the mean over the blocks that both have, and beside the ratio the
    /// baseline's
    /// over the same, where its own row has others.
    private PointTable.Cell compared(
            ShownRatio ratio, Run.Contestant contestant, Metric metric, DoubleFunction<String> format) {
        Run.Contestant first = run.contestants().getFirst();
        Optional<Spread> baseline = comparison.spread(first.id(), metric);
        Optional<Spread> beside = comparison.baselineBeside(contestant.id(), metric);
        String other = baseline.equals(beside)
                ? ""
                : cell(beside, first, metric, format).value();
        return cell(comparison.spreadBesideBaseline(contestant.id(), metric), contestant, metric, format)
                .comparedBy(ratio, other);
    }

    private PointTable.Cell cell(
            Optional<Spread> spread, Run.Contestant contestant, Metric metric, DoubleFunction<String> format) {
        return spread.map(of -> PointTable.Cell.of(mark(contestant, metric) + format.apply(of.mean())))
                .orElse(PointTable.Cell.of(Numbers.NONE));
    }

    /// Before a quantile that rests on few requests.
    private String mark(Run.Contestant contestant, Metric metric) {
        return comparison.usable(contestant.id()).stream()
                .map(trial -> QuantileMark.of(metric, trial))
                .filter(mark -> !mark.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// The longest time of all blocks: no mean, which would be no request's.
    private PointTable.Cell largest(Run.Contestant contestant) {
        return comparison
                .spread(contestant.id(), Metric.MAX)
                .map(spread -> PointTable.Cell.of(Numbers.three(spread.max())))
                .orElse(PointTable.Cell.of(Numbers.NONE));
    }

    private PointTable.Cell trials(Run.Contestant contestant) {
        Map<Status, Long> counts = comparison.statuses(contestant.id());
        String text = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        if (text.isEmpty()) {
            return PointTable.Cell.of(planned(contestant) ? "none yet" : "left out");
        }
        return PointTable.Cell.of(text);
    }

    private boolean planned(Run.Contestant contestant) {
        Plan plan = run.plan();
        return plan == null
                || plan.trials().stream()
                        .anyMatch(entry -> entry.contestant().equals(contestant.id())
                                && entry.scenario().equals(scenario.id())
                                && entry.point().equals(point.id()));
    }

    private PointTable.Cell throughput(Run.Contestant contestant) {
        double perSecond = offeredPerSecond(contestant);
        String offered = perSecond > 0 ? Numbers.count(perSecond) : Numbers.NONE;
        return comparison
                .spread(contestant.id(), Metric.ACHIEVED)
                .map(spread -> PointTable.Cell.of(offered + " / " + Numbers.count(spread.mean())))
                .orElse(PointTable.Cell.of(Numbers.NONE));
    }

    /// In turns, the mean over the window that the servers shared.
    private double offeredPerSecond(Run.Contestant contestant) {
        return point.course().inTurns()
                ? loads(contestant).stream()
                        .mapToDouble(LoadSummary::offeredPerSecond)
                        .average()
                        .orElse(0)
                : point.offeredPerSecond();
    }

    private PointTable.Cell errors(Run.Contestant contestant) {
        List<LoadSummary> loads = loads(contestant);
        if (loads.isEmpty()) {
            return PointTable.Cell.of(Numbers.NONE);
        }
        long errors = loads.stream().mapToLong(LoadSummary::errors).sum();
        long requests = loads.stream().mapToLong(LoadSummary::requests).sum();
        return PointTable.Cell.of(
                errors == 0
                        ? "0"
                        : "%s (%s)".formatted(Numbers.count(errors), Numbers.percent((double) errors / requests)));
    }

    private PointTable.Cell received(Run.Contestant contestant) {
        return Spread.of(loads(contestant).stream()
                        .map(load -> load.receivedBytesPerSecond() / 1024)
                        .toList())
                .map(spread -> PointTable.Cell.of(Numbers.three(spread.mean())))
                .orElse(PointTable.Cell.of(Numbers.NONE));
    }

    private PointTable.Cell opened(Run.Contestant contestant) {
        return Spread.of(loads(contestant).stream()
                        .map(load -> (double) load.connections().opened())
                        .toList())
                .map(spread -> PointTable.Cell.of(Numbers.count(spread.mean())))
                .orElse(PointTable.Cell.of(Numbers.NONE));
    }

    private List<LoadSummary> loads(Run.Contestant contestant) {
        return comparison.usable(contestant.id()).stream()
                .map(Trial::load)
                .flatMap(load -> Optional.ofNullable(load).stream())
                .toList();
    }

    private String note() {
        List<Run.Contestant> usable = run.contestants().stream()
                .filter(contestant -> !comparison.usable(contestant.id()).isEmpty())
                .toList();
        if (usable.isEmpty()) {
            return comparison.trials().isEmpty() ? "" : "No usable trial here; the reasons stand with the trials.";
        }
        Run.Contestant first = run.contestants().getFirst();
        if (!usable.contains(first)) {
            return "No ratios: " + first.label() + ", the baseline, has no usable trial here.";
        }
        return usable.size() < 2
                ? ""
                : "× is the ratio to %s with its 95%% interval over paired blocks.".formatted(first.label())
                        + compilers(usable);
    }

    /// Whose CPU per request is another beside the baseline's once the compilers' is left out.
    private String compilers(List<Run.Contestant> usable) {
        String without = usable.stream()
                .flatMap(contestant -> ShownRatio.of(comparison, contestant.id(), Metric.CPU_PER_REQUEST)
                        .flatMap(ShownRatio::decidedByCompilers)
                        .map(ratio -> "%s ×%s (%s)"
                                .formatted(
                                        contestant.label(),
                                        Numbers.ratio(ratio.ratio()),
                                        PointTable.Cell.interval(ratio)))
                        .stream())
                .collect(Collectors.joining(", "));
        return without.isEmpty()
                ? ""
                : " %s Rests on CPU that a JVM spent compiling its code, which a warm server does not need. Without it: %s."
                        .formatted(PointTable.Cell.BY_COMPILERS, without);
    }

    private static String heading(Metric metric) {
        return metric.unit().isEmpty() ? metric.label() : metric.label() + ", " + metric.unit();
    }
}
