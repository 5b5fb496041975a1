package threadvsloop.harness;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import threadvsloop.loadgen.Connections;
import threadvsloop.loadgen.LoadResult;
import threadvsloop.results.run.LoadSummary;
import threadvsloop.results.run.Quantiles;

/// What `tvl load` prints for people, in the manner of wrk2.
final class LoadText {

    private LoadText() {}

    static String of(LoadSummary load, LoadResult result, List<ObjectiveOutcome> expected) {
        Formatter text = new Formatter(Locale.ROOT);
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
        if (result.options().targets().size() > 1) {
            text.format(
                    "  targets       %d, in turn%n", result.options().targets().size());
        }
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
        text.format(
                "  received      %.1f KiB/s, %.1f connections opened/s%n",
                load.receivedBytesPerSecond() / 1024, load.connectsPerSecond());
        text.format("%n");
        text.format("  %-13s %10s %10s %10s %10s %10s %10s%n", "ms", "p50", "p90", "p99", "p99.9", "p99.99", "max");
        quantiles(text, "response", load.responseNs());
        quantiles(text, "service", load.serviceNs());
        quantiles(text, "first byte", load.firstByteNs());
        quantiles(text, "send lag", load.sendLagNs());
        quantiles(text, "connect", load.connectNs());
        text.format("%n");
        load.kinds().forEach(kind -> kind(text, kind));
        text.format(
                "  omission gap  %.3f ms: p99 of response time − p99 of service time%n",
                load.coordinatedOmissionGapNs() / 1e6);
        text.format(
                "  generator     %.1f µs CPU per request, %.0f%% of its CPU, %.0f%% in waiting spins%n",
                load.generatorCpuNsPerRequest() / 1e3, load.generatorCpuShare() * 100, load.generatorSpinShare() * 100);
        text.format(
                "  disturbed by  GC pauses up to %.1f ms; its CPU used by others %s, by the hypervisor %s%s%n",
                load.generatorGcPauseMs(),
                share(load.generatorRunQueueShare()),
                share(load.hostStealShare()),
                load.generatorPrioritised() ? "" : "; no priority over others (needs root, or ulimit -e)");
        text.format("  in flight     %.1f on average%n", load.meanInFlight());
        result.examples().forEach((outcome, example) -> text.format("  %s: %s%n", outcome.label(), example));
        text.format("  %s%n", load.validity().status());
        load.validity().reasons().forEach(reason -> text.format("    %s%n", reason));
        load.validity().findings().forEach(finding -> text.format("    Finding: %s%n", finding));
        expected.forEach(objective -> text.format("  %s%n", objective.line()));
        return text.toString().stripTrailing();
    }

    private static void kind(Formatter text, LoadSummary.Kind kind) {
        text.format("  %s%s%n", kind.request(), manner(kind));
        text.format(
                "  %-13s %.1f answers/s, %d requests; %s; %.1f KiB/s%n",
                "",
                kind.achievedPerSecond(),
                kind.requests(),
                outcomes(kind.outcomes()),
                kind.receivedBytesPerSecond() / 1024);
        if (kind.requests() > 0) {
            quantiles(text, "response", kind.responseNs());
            quantiles(text, "service", kind.serviceNs());
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

    private static void quantiles(Formatter text, String name, Quantiles ns) {
        text.format(
                "  %-13s %10.3f %10.3f %10.3f %10.3f %10.3f %10.3f%n",
                name,
                ns.p50() / 1e6,
                ns.p90() / 1e6,
                ns.p99() / 1e6,
                ns.p999() / 1e6,
                ns.p9999() / 1e6,
                ns.max() / 1e6);
    }
}
