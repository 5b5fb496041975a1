package threadvsloop.harness.load;

import java.util.Arrays;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadvsloop.model.load.Connections;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.results.documents.Failures;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Quantile;
import threadvsloop.results.documents.Quantile.Support;
import threadvsloop.results.documents.Quantiles;

/// What `tvl load` prints for people, in the manner of wrk2.
final class LoadText {

    private static final String UNKNOWN = "-";
    private static final String ABOUT = "≈";
    private static final String FAILED = "failed";

    private final Formatter text = new Formatter(Locale.ROOT);
    private boolean about;

    private LoadText() {}

    static String of(LoadSummary load, LoadResult result, List<ObjectiveOutcome> expected) {
        LoadText made = new LoadText();
        made.connections(load, result);
        made.requests(load, result);
        made.times(load);
        made.generator(load);
        made.text.format("  in flight     %.1f on average%n", load.meanInFlight());
        result.examples().forEach((outcome, example) -> made.text.format("  %s: %s%n", outcome.label(), example));
        made.text.format("  %s%n", load.validity().status());
        load.validity().reasons().forEach(reason -> made.text.format("    %s%n", reason));
        load.validity().findings().forEach(finding -> made.text.format("    Finding: %s%n", finding));
        expected.forEach(objective -> made.text.format("  %s%n", objective.line()));
        return made.text.toString().stripTrailing();
    }

    private void connections(LoadSummary load, LoadResult result) {
        text.format("%s  %s, %.1f s%n", load.url(), load.mode(), load.windowSeconds());
        text.format(
                "  connections   %d asked for, %d opened, %d served%n",
                load.connections().requested(),
                load.connections().opened(),
                load.connections().served());
        Connections connections = result.options().connections();
        if (connections.idle() > 0) {
            text.format("                %d of them idle%n", connections.idle());
        }
        if (!result.connectFaults().isEmpty()) {
            text.format(
                    "  not opened    %s%n",
                    result.connectFaults().entrySet().stream()
                            .map(fault -> fault.getValue() + " times: " + said(fault.getKey(), result))
                            .collect(Collectors.joining(", ")));
        }
        if (result.options().targets().size() > 1) {
            text.format(
                    "  targets       %d, in turn%n", result.options().targets().size());
        }
    }

    private static String said(ConnectFault fault, LoadResult result) {
        String example = result.connectExamples().getOrDefault(fault, "");
        return example.isEmpty() || example.equalsIgnoreCase(fault.label())
                ? fault.label()
                : fault.label() + " (" + example + ")";
    }

    private void requests(LoadSummary load, LoadResult result) {
        LoadSummary.Sessions sessions = load.sessions();
        if (sessions != null) {
            text.format(
                    "  sessions      %d started, %d ended, %d failed%n",
                    sessions.started(), sessions.ended(), sessions.failed());
        }
        if (load.offeredPerSecond() > 0) {
            text.format("  offered       %.1f requests/s%n", load.offeredPerSecond());
        }
        text.format("  achieved      %.1f requests/s, %d requests%n", load.achievedPerSecond(), load.requests());
        text.format("  outcomes      %s%n", outcomes(load.outcomes()));
        if (result.errors() > 0) {
            text.format(
                    "  failed        %d of %d requests (%.2f%%)%n",
                    result.errors(), load.requests(), 100.0 * result.errors() / load.requests());
        }
        text.format(
                "  received      %.1f KiB/s, %.1f connections opened/s%n",
                load.receivedBytesPerSecond() / 1024, load.connectsPerSecond());
    }

    private void times(LoadSummary load) {
        text.format("%n");
        text.format("  %-13s %10s %10s %10s %10s %10s %10s%n", "ms", "p50", "p90", "p99", "p99.9", "p99.99", "max");
        quantiles("response", load.responseNs());
        quantiles("service", load.serviceNs());
        quantiles("first byte", load.firstByteNs());
        failures(load.failures());
        quantiles("send lag", load.sendLagNs());
        quantiles("connect", load.connectNs());
        text.format("%n");
        load.kinds().forEach(this::kind);
        long gapNs = load.coordinatedOmissionGapNs();
        if (gapNs != Quantiles.UNKNOWN) {
            text.format("  omission gap  %.3f ms: p99 of response time − p99 of service time%n", gapNs / 1e6);
        }
        if (about) {
            text.format("                %s: fewer than ten values lie beyond%n", ABOUT);
        }
    }

    private void generator(LoadSummary load) {
        double cpuNs = load.generatorCpuNsPerRequest();
        text.format(
                "  generator     %s%.0f%% of its CPU, %.0f%% in waiting spins%n",
                cpuNs == Quantiles.UNKNOWN ? "" : String.format(Locale.ROOT, "%.1f µs CPU per answer, ", cpuNs / 1e3),
                load.generatorCpuShare() * 100,
                load.generatorSpinShare() * 100);
        text.format(
                "  disturbed by  GC pauses up to %.1f ms; its CPU used by others %s, by the hypervisor %s%s%n",
                load.generatorGcPauseMs(),
                share(load.generatorRunQueueShare()),
                share(load.hostStealShare()),
                load.generatorPrioritised() ? "" : "; no priority over others (needs root, or ulimit -e)");
    }

    private void kind(LoadSummary.Kind kind) {
        text.format("  %s%s%n", kind.request(), manner(kind));
        text.format(
                "  %-13s %.1f answers/s, %d requests; %s; %.1f KiB/s%n",
                "",
                kind.achievedPerSecond(),
                kind.requests(),
                outcomes(kind.outcomes()),
                kind.receivedBytesPerSecond() / 1024);
        quantiles("response", kind.responseNs());
        quantiles("service", kind.serviceNs());
        Failures failures = kind.failures();
        if (kind.slowReaders() || kind.slowWriters()) {
            quantiles("failed after", failures.ageNs());
        } else {
            failures(failures);
        }
        text.format("%n");
    }

    private static String manner(LoadSummary.Kind kind) {
        if (kind.slowWriters()) {
            return String.format(
                    Locale.ROOT,
                    ", written slowly, in no number above; sent %.1f KiB/s, %d answered early",
                    kind.sentBytesPerSecond() / 1024,
                    kind.answeredEarly());
        }
        return kind.slowReaders() ? ", read slowly, in no number above" : "";
    }

    private static String share(double part) {
        return part < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f%%", part * 100);
    }

    private static String outcomes(Map<String, Long> outcomes) {
        return outcomes.isEmpty()
                ? "none"
                : outcomes.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    /// How old failed requests were, and response time with them counted as slower than any answer.
    private void failures(Failures failures) {
        if (failures.requests() > 0) {
            quantiles("failed after", failures.ageNs());
            row("all requests", failures.allNs(), failures.requests());
        }
    }

    /// Nothing where there were no values.
    private void quantiles(String name, Quantiles ns) {
        if (ns.count() > 0) {
            row(name, ns, 0);
        }
    }

    /// @param failed how many of the values are worse than any number; where a quantile lies among them, that is said
    private void row(String name, Quantiles ns, long failed) {
        Stream<String> quantiles = Arrays.stream(Quantile.values()).map(quantile -> cell(quantile, ns, failed));
        String max = failed > 0 ? FAILED : ms(ns.max());
        text.format(
                "  %-13s %s%n",
                name,
                Stream.concat(quantiles, Stream.of(max))
                        .map(cell -> String.format(Locale.ROOT, "%10s", cell))
                        .collect(Collectors.joining(" ")));
    }

    private String cell(Quantile quantile, Quantiles ns, long failed) {
        long value = quantile.of(ns);
        if (value == Quantiles.UNKNOWN) {
            return quantile.liesAmong(failed, ns.count()) ? FAILED : UNKNOWN;
        }
        boolean thin = quantile.support(ns.count()) == Support.THIN;
        about |= thin;
        return (thin ? ABOUT : "") + ms(value);
    }

    private static String ms(long ns) {
        return String.format(Locale.ROOT, "%.3f", ns / 1e6);
    }
}
