package threadvsloop.loadgen.audit;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import threadvsloop.model.load.Connections;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.SlowWriters;
import threadvsloop.model.load.ThinkTime;
import threadvsloop.model.measured.Audit;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.KindResult;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;
import threadvsloop.model.measured.Sessions;

/// Judges a result by the gates that the generator can check itself. Each gate is one method; its bounds
/// stand above.
///
/// What the generator did wrong, and what was not as asked, speaks against the result. What the server did
/// under the load, be it a collapse, is a finding: the very thing that is measured.
public final class Auditor {
    public static final double MOST_CPU_SHARE = 0.85;
    static final double WHOLE_CPU_SHARE = 0.95;
    static final double LONGEST_GC_PAUSE_MS = 10;
    /// From this part of requests without a good answer on, it is said …
    static final double TOLD_ERRORS = 0.001;
    /// … and answers other than asked for, at this part of all, mean that something else was measured.
    static final double INVALID_WRONG = 0.01;
    static final double LEAST_OPENED = 0.99;
    static final double LITTLE_TOLERANCE = 0.05;
    /// Requests per connection from which on each connection should have had its turn.
    static final double TURNS = 2;
    /// The same where users think, some of them for long: e⁻²⁰ of exponential thinkers ask nothing in so
    /// many turns.
    static final double THINKING_TURNS = 20;

    /// @param tailOnly whether it concerns the slowest 1% of the requests only
    private record Doubt(AuditStatus status, String reason, boolean tailOnly) {}

    private final LoadResult result;
    private final Evidence evidence;
    private final Lateness lateness;
    private final List<Doubt> doubts = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    public Auditor(LoadResult result, Evidence evidence) {
        this.result = result;
        this.evidence = evidence;
        this.lateness = new Lateness(result);
    }

    public Audit audit() {
        completeness();
        connections();
        lost();
        if (!(result.options().shape() instanceof LoadShape.Idle)) {
            errors();
            throughput();
            redirects();
            lag();
            cpu();
            served();
            little();
            new ShapeAudit(result, evidence).faults().forEach(fault -> doubt(AuditStatus.INVALID, fault));
        }
        unasked();
        unclosed();
        sessions();
        beside();
        gcPause();
        doubts.sort(Comparator.comparing(Doubt::status).reversed());
        AuditStatus worst = doubts.isEmpty() ? AuditStatus.VALID : doubts.get(0).status();
        return new Audit(
                worst,
                doubts.stream().map(Doubt::reason).toList(),
                findings,
                !doubts.isEmpty() && doubts.stream().allMatch(Doubt::tailOnly));
    }

    private void completeness() {
        double asked = result.options().measurement().toNanos() / 1e9;
        double measured = (result.measurementEndNs() - result.measurementStartNs()) / 1e9;
        if (measured <= 0) {
            doubt(AuditStatus.INVALID, "stopped before the measurement began");
        } else if (result.stopped()) {
            doubt(AuditStatus.SUSPECT, format(ROOT, "stopped after %.3f s of the %.3f s asked for", measured, asked));
        }
        if (measured > 0 && result.requests() == 0 && !(result.options().shape() instanceof LoadShape.Idle)) {
            doubt(AuditStatus.INVALID, format(ROOT, "no request fell into the measurement of %.3f s", measured));
        }
    }

    /// With a connection per request, connections are opened as they are needed, and a failure fails its
    /// request.
    private void connections() {
        int asked = result.options().connections().number();
        boolean ours = result.connectFaults().isEmpty()
                || result.connectFaults().keySet().stream().anyMatch(fault -> !fault.byServer());
        String counts = format(ROOT, "%,d of %,d connections were opened%s", result.opened(), asked, faults());
        if (result.options().connections().perRequest()) {
            if (ours && !result.connectFaults().isEmpty()) {
                doubt(AuditStatus.INVALID, "connections could not be opened" + faults());
            }
        } else if (result.opened() < asked && ours) {
            doubt(result.opened() < LEAST_OPENED * asked ? AuditStatus.INVALID : AuditStatus.SUSPECT, counts);
        } else if (result.opened() < asked) {
            findings.add(counts);
        }
    }

    private String faults() {
        StringBuilder text = new StringBuilder();
        result.connectFaults()
                .forEach((fault, count) ->
                        text.append(format(ROOT, "; %s %,d times: %s", fault.label(), count, fault.remedy())));
        return text.toString();
    }

    private void throughput() {
        Shortfall.of(result, evidence, lateness).ifPresent(shortfall -> {
            if (shortfall.causes().stream().anyMatch(Shortfall.Cause::ours)) {
                doubt(AuditStatus.INVALID, shortfall.text());
            } else {
                findings.add(shortfall.text());
            }
        });
    }

    private void lost() {
        LostConnections.of(result, evidence).ifPresent(lost -> {
            if (lost.cause() == LostConnections.Cause.SERVER) {
                findings.add(lost.text());
            }
            doubt(
                    lost.status(result.options().shape()),
                    lost.cause() == LostConnections.Cause.CONNECT_RATE ? lost.text() : missing(lost));
        });
    }

    /// What connections that were not there mean for the result.
    private String missing(LostConnections lost) {
        String when = format(ROOT, "for %.1f%% of their time connections were not there", 100 * lost.share());
        return switch (result.options().shape()) {
            case LoadShape.Open _, LoadShape.PartlyOpen _ ->
                when + ", so that requests waited for fewer than asked for";
            case LoadShape.Closed _ -> when + ", and nobody asked on them: no time that was measured tells of that";
            case LoadShape.Idle _ -> when + ", although they were to be held open";
        };
    }

    private void redirects() {
        if (evidence.redirected() > 0) {
            String first = result.examples().getOrDefault(Outcome.ANSWERED_3XX, "");
            findings.add(format(
                    ROOT,
                    "%,d of %,d requests were answered by a redirect, which is not followed (%s): ask for what it points"
                            + " to",
                    evidence.redirected(),
                    result.requests(),
                    first));
        }
    }

    private void lag() {
        if (lateness.isSuspect()) {
            AuditStatus status = lateness.isInvalid() ? AuditStatus.INVALID : AuditStatus.SUSPECT;
            doubts.add(new Doubt(status, lateness.words(), !lateness.isInvalid()));
        }
    }

    private void cpu() {
        double share = result.generator().cpuShare();
        if (lateness.isTimed() && share > MOST_CPU_SHARE) {
            doubt(
                    AuditStatus.SUSPECT,
                    format(
                            ROOT,
                            "the generator used %s of its CPU (%s): give it more loops and CPUs",
                            BoundedText.value(100 * share, "%", 100 * MOST_CPU_SHARE),
                            BoundedText.bounds(100 * share, "%", 100 * MOST_CPU_SHARE)));
        } else if (!lateness.isTimed() && share > WHOLE_CPU_SHARE) {
            findings.add(format(ROOT, "the generator used %.0f%% of its CPU: it may be the limit", 100 * share));
        }
    }

    /// A server that fails under load has been measured, and fails. Answers other than asked for, and none
    /// at all, are no measurement of what was asked.
    private void errors() {
        long requests = Math.max(1, result.requests());
        long good = result.requests() - result.errors();
        double errors = result.errors() / (double) requests;
        double wrong = result.count(Outcome::wrong) / (double) requests;
        String told = format(
                ROOT,
                "%,d of %,d requests (%.2f%%) had no good answer%s",
                result.errors(),
                result.requests(),
                100 * errors,
                failures(result.outcomes()));
        if (result.requests() > 0 && (good == 0 || wrong > INVALID_WRONG)) {
            doubt(AuditStatus.INVALID, told);
        } else if (wrong > TOLD_ERRORS) {
            doubt(AuditStatus.SUSPECT, told);
        } else if (errors > TOLD_ERRORS) {
            findings.add(told);
        }
    }

    static String failures(Map<Outcome, Long> outcomes) {
        StringBuilder text = new StringBuilder();
        outcomes.forEach((outcome, count) -> {
            if (!outcome.good()) {
                text.append(text.isEmpty() ? ": " : ", ");
                text.append(format(ROOT, "%s %,d", outcome.label(), count));
            }
        });
        return text.toString();
    }

    private void served() {
        boolean kept = !result.options().connections().perRequest();
        Connections connections = result.options().connections();
        SlowWriters writers = connections.slowWriters();
        int used = result.opened() - connections.idle() - (writers == null ? 0 : writers.connections());
        if (kept && result.served() < used && turns() >= used) {
            findings.add(format(
                    ROOT,
                    "only %,d of %,d connections got a good answer, although %,d requests were started",
                    result.served(),
                    used,
                    result.requests()));
        }
    }

    /// How many connections should all have had a turn by now.
    private double turns() {
        return switch (result.options().shape()) {
            case LoadShape.PartlyOpen _ -> result.sessions().started() / TURNS;
            case LoadShape.Closed(ThinkTime think)
            when !(think instanceof ThinkTime.None) -> result.requests() / THINKING_TURNS;
            default -> result.requests() / TURNS;
        };
    }

    /// Little's law for a finite window, kind by kind: requests in flight, integrated over time, are the
    /// sum of all response times. The left side is kept by a counter, the right side by the histogram.
    private void little() {
        for (int i = 0; i < result.kinds().size(); i++) {
            little(result.kinds().get(i), evidence.inFlightNs().get(i));
        }
    }

    private void little(KindResult kind, double inFlightNs) {
        double responsesNs = sum(kind.response()) + sum(kind.failed());
        double deviation = Math.abs(inFlightNs / Math.max(1, responsesNs) - 1);
        if (kind.requests() > 0 && deviation > LITTLE_TOLERANCE) {
            doubt(
                    AuditStatus.INVALID,
                    format(
                            ROOT,
                            "Little's law fails by %s (%s)%s: in flight %.6f s in sum, response times %.6f s",
                            BoundedText.value(100 * deviation, "%", 100 * LITTLE_TOLERANCE),
                            BoundedText.bounds(100 * deviation, "%", 100 * LITTLE_TOLERANCE),
                            result.kinds().size() == 1
                                    ? ""
                                    : " for " + kind.kind().name(),
                            inFlightNs / 1e9,
                            responsesNs / 1e9));
        }
    }

    private static double sum(Histogram ns) {
        return ns.getTotalCount() == 0 ? 0 : ns.getMean() * ns.getTotalCount();
    }

    private void beside() {
        BesideAudit beside = new BesideAudit(result, evidence);
        beside.faults().forEach(fault -> doubt(AuditStatus.INVALID, fault));
        findings.addAll(beside.findings());
    }

    private void sessions() {
        Sessions sessions = result.sessions();
        if (sessions.failed() > 0) {
            long waited = Math.min(sessions.failed(), result.outcomes().getOrDefault(Outcome.NOT_SENT, 0L));
            findings.add(format(
                    ROOT,
                    "%,d of %,d sessions failed: %,d found no free connection in time, %,d had a request without an answer",
                    sessions.failed(),
                    sessions.started(),
                    waited,
                    sessions.failed() - waited));
        }
    }

    private void unclosed() {
        if (evidence.unclosed() > 0) {
            findings.add(format(
                    ROOT,
                    "%,d connections were not closed by the server within %d ms of an answer, although asked to",
                    evidence.unclosed(),
                    Connections.CLOSED_WITHIN_NS / 1_000_000));
        }
    }

    private void unasked() {
        if (evidence.unasked() > 0) {
            doubt(
                    AuditStatus.SUSPECT,
                    format(ROOT, "%,d times bytes came that no request had asked for", evidence.unasked()));
        }
    }

    private void gcPause() {
        if (result.generator().gcPauseMs() > LONGEST_GC_PAUSE_MS) {
            doubt(
                    AuditStatus.SUSPECT,
                    format(
                            ROOT,
                            "the generator's garbage collector paused it for %s (%s)",
                            BoundedText.value(result.generator().gcPauseMs(), " ms", LONGEST_GC_PAUSE_MS),
                            BoundedText.bounds(result.generator().gcPauseMs(), " ms", LONGEST_GC_PAUSE_MS)));
        }
    }

    private void doubt(AuditStatus status, String reason) {
        doubts.add(new Doubt(status, reason, false));
    }
}
