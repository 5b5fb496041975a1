package threadvsloop.results.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.documents.BackendUse;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Quantiles;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.text.CleanText;

/// `summary.csv`: a row per trial with all its numbers; RFC 4180, an empty cell where a trial has no number. Columns
/// are only ever added at the end.
final class SummaryCsv {
    private record Column(String name, Function<Trial, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = columns();

    private SummaryCsv() {}

    static String text(List<Trial> trials) {
        return trials.stream().map(SummaryCsv::row).collect(Collectors.joining("", header(), ""));
    }

    /// `summary-kinds.csv`: the same columns for each kind of request of each trial, after one that names the kind;
    /// empty if no trial has several.
    static String kinds(List<Trial> trials) {
        StringBuilder rows = new StringBuilder();
        for (Trial trial : trials) {
            LoadSummary load = trial.load();
            for (LoadSummary.Kind kind : load == null ? List.<LoadSummary.Kind>of() : load.kinds()) {
                trial.ofKind(kind.name())
                        .ifPresent(seen ->
                                rows.append(cell(kind.name())).append(',').append(row(seen)));
            }
        }
        return rows.isEmpty() ? "" : "kind," + header() + rows;
    }

    private static String header() {
        return COLUMNS.stream().map(Column::name).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String row(Trial trial) {
        return COLUMNS.stream()
                .map(column -> cell(column.value().apply(trial)))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        identity(columns);
        load(columns);
        resources(columns);
        backends(columns);
        columns.add(new Column(
                "findings", trial -> String.join("; ", trial.validity().findings())));
        load(columns, "connects_per_s", LoadSummary::connectsPerSecond);
        load(columns, "received_bytes_per_s", LoadSummary::receivedBytesPerSecond);
        return List.copyOf(columns);
    }

    private static void identity(List<Column> columns) {
        columns.add(new Column("order", Trial::order));
        columns.add(new Column("block", Trial::block));
        columns.add(new Column("scenario", Trial::scenario));
        columns.add(new Column("point", trial -> trial.point().id()));
        columns.add(new Column("contestant", Trial::contestant));
        columns.add(new Column("family", Trial::family));
        columns.add(new Column("status", trial -> trial.validity().status()));
        columns.add(new Column(
                "reasons", trial -> String.join("; ", trial.validity().reasons())));
        columns.add(new Column("started_at", Trial::startedAt));
        columns.add(new Column("runtime", trial -> server(trial, Trial.ServerIdentity::runtime)));
        columns.add(new Column("runtime_version", trial -> server(trial, Trial.ServerIdentity::version)));
        columns.add(new Column("path", Trial::path));
        columns.add(new Column("connections", trial -> trial.point().connections()));
    }

    private static void load(List<Column> columns) {
        load(columns, "mode", LoadSummary::mode);
        load(columns, "connections_opened", load -> load.connections().opened());
        load(columns, "connections_served", load -> load.connections().served());
        load(columns, "offered_per_s", load -> load.offeredPerSecond() > 0 ? load.offeredPerSecond() : null);
        load(columns, "achieved_per_s", LoadSummary::achievedPerSecond);
        load(columns, "window_s", LoadSummary::windowSeconds);
        load(columns, "requests", LoadSummary::requests);
        load(columns, "errors", LoadSummary::errors);
        load(columns, "outcomes", load -> outcomes(load.outcomes()));
        quantiles(columns, "response", LoadSummary::responseNs);
        quantiles(columns, "service", LoadSummary::serviceNs);
        quantiles(columns, "send_lag", LoadSummary::sendLagNs);
        quantiles(columns, "connect", LoadSummary::connectNs);
        load(columns, "mean_in_flight", LoadSummary::meanInFlight);
        perRequest(
                columns,
                "generator_cpu_ns_per_request",
                trial -> ofLoad(trial, load -> known(load.generatorCpuNsPerRequest())));
        load(columns, "generator_cpu_share", LoadSummary::generatorCpuShare);
        load(columns, "generator_gc_pause_ms", LoadSummary::generatorGcPauseMs);
    }

    private static void quantiles(List<Column> columns, String name, Function<LoadSummary, Quantiles> of) {
        load(columns, name + "_p50_ns", load -> known(of.apply(load).p50()));
        load(columns, name + "_p90_ns", load -> known(of.apply(load).p90()));
        load(columns, name + "_p99_ns", load -> known(of.apply(load).p99()));
        load(columns, name + "_p999_ns", load -> known(of.apply(load).p999()));
        load(columns, name + "_p9999_ns", load -> known(of.apply(load).p9999()));
        load(columns, name + "_max_ns", load -> known(of.apply(load).max()));
        load(columns, name + "_mean_ns", load -> known(of.apply(load).mean()));
    }

    private static void resources(List<Column> columns) {
        used(columns, "resource_window_s", Resources::windowSeconds);
        used(columns, "cpu_user_ms", Resources::cpuUserMs);
        used(columns, "cpu_system_ms", Resources::cpuSystemMs);
        perRequest(columns, "cpu_ns_per_request", trial -> ofResources(trial, Resources::cpuNsPerRequest));
        used(columns, "voluntary_switches", Resources::voluntarySwitches);
        used(columns, "involuntary_switches", Resources::involuntarySwitches);
        perRequest(columns, "switches_per_request", trial -> ofResources(trial, Resources::switchesPerRequest));
        used(columns, "cloned_tasks", Resources::clonedTasks);
        used(columns, "exited_threads", Resources::exitedThreads);
        used(columns, "run_queue_delay_ms", Resources::runQueueDelayMs);
        level(columns, "pss_kib", Resources::pssKiB);
        level(columns, "rss_kib", Resources::rssKiB);
        level(columns, "virtual_kib", Resources::virtualKiB);
        level(columns, "threads", Resources::threads);
        level(columns, "descriptors", Resources::descriptors);
        level(columns, "sockets", Resources::sockets);
        used(columns, "minor_faults", Resources::minorFaults);
        used(columns, "major_faults", Resources::majorFaults);
        used(columns, "kernel_stacks_kib", used -> used.kernelMemoryKiB().stacks());
        used(columns, "kernel_slab_kib", used -> used.kernelMemoryKiB().slab());
        used(columns, "kernel_page_tables_kib", used -> used.kernelMemoryKiB().pageTables());
        used(columns, "host_steal_share", Resources::hostStealShare);
        used(columns, "host_cpu_pressure_share", Resources::hostCpuPressureShare);
        used(columns, "foreign_cpu_share", Resources::foreignCpuShare);
        used(columns, "samples", Resources::samples);
    }

    private static void backends(List<Column> columns) {
        late(columns, "upstream_late_p50_ms", BackendUse.Lateness::p50);
        late(columns, "upstream_late_p99_ms", BackendUse.Lateness::p99);
        late(columns, "upstream_late_max_ms", BackendUse.Lateness::max);
        upstream(columns, "upstream_in_flight_max", BackendUse.Upstream::inFlightMax);
        upstream(columns, "upstream_cpu_share", BackendUse.Upstream::cpuShare);
        upstream(columns, "upstream_queued", BackendUse.Upstream::queued);
        database(columns, "database_cpu_share", known -> known.here() ? known.cpuShare() : null);
        database(columns, "database_queued", BackendUse.Database::queued);
        columns.add(new Column("generator_side_cpu_share", trial -> {
            BackendUse backends = trial.backends();
            return backends == null ? null : backends.sideCpuShare();
        }));
    }

    private static void late(List<Column> columns, String name, Function<BackendUse.Lateness, Object> value) {
        upstream(columns, name, upstream -> {
            BackendUse.Lateness lateness = upstream.latenessMs();
            return lateness == null ? null : value.apply(lateness);
        });
    }

    private static void upstream(
            List<Column> columns, String name, Function<BackendUse.Upstream, @Nullable Object> value) {
        columns.add(new Column(name, trial -> {
            BackendUse backends = trial.backends();
            BackendUse.Upstream upstream = backends == null ? null : backends.upstream();
            return upstream == null ? null : value.apply(upstream);
        }));
    }

    private static void database(
            List<Column> columns, String name, Function<BackendUse.Database, @Nullable Object> value) {
        columns.add(new Column(name, trial -> {
            BackendUse backends = trial.backends();
            BackendUse.Database database = backends == null ? null : backends.database();
            return database == null ? null : value.apply(database);
        }));
    }

    private static void level(List<Column> columns, String name, Function<Resources, Resources.Level> of) {
        used(columns, name + "_mean", used -> of.apply(used).mean());
        used(columns, name + "_min", used -> of.apply(used).min());
        used(columns, name + "_max", used -> of.apply(used).max());
    }

    private static @Nullable Object known(long ns) {
        return ns == Quantiles.UNKNOWN ? null : ns;
    }

    private static @Nullable Object known(double ns) {
        return ns == Quantiles.UNKNOWN ? null : ns;
    }

    /// What is told of each request has no number without requests.
    private static void perRequest(List<Column> columns, String name, Function<Trial, @Nullable Object> value) {
        columns.add(new Column(name, trial -> {
            LoadSummary load = trial.load();
            return load == null || load.requests() == 0 ? null : value.apply(trial);
        }));
    }

    private static @Nullable Object ofLoad(Trial trial, Function<LoadSummary, @Nullable Object> value) {
        LoadSummary load = trial.load();
        return load == null ? null : value.apply(load);
    }

    private static @Nullable Object ofResources(Trial trial, Function<Resources, Object> value) {
        Resources used = trial.resources();
        return used == null ? null : value.apply(used);
    }

    private static void load(List<Column> columns, String name, Function<LoadSummary, @Nullable Object> value) {
        columns.add(new Column(name, trial -> {
            LoadSummary load = trial.load();
            return load == null ? null : value.apply(load);
        }));
    }

    private static void used(List<Column> columns, String name, Function<Resources, Object> value) {
        columns.add(new Column(name, trial -> {
            Resources used = trial.resources();
            return used == null ? null : value.apply(used);
        }));
    }

    private static @Nullable String server(Trial trial, Function<Trial.ServerIdentity, String> value) {
        Trial.ServerIdentity server = trial.server();
        return server == null ? null : value.apply(server);
    }

    private static String outcomes(Map<String, Long> outcomes) {
        return new TreeMap<>(outcomes)
                .entrySet().stream()
                        .map(outcome -> outcome.getKey() + "=" + outcome.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : CleanText.of(value.toString());
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
