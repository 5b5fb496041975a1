package threadvsloop.loadgen;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Judges a result by the gates that the generator can check itself. Each gate is one method; its bounds stand above.
final class Auditor {
    /// Achieved below this part of offered is a finding …
    static final double LEAST_ACHIEVED = 0.99;
    /// … unless the difference is what chance lets be in flight at both ends: so many standard deviations.
    static final double CHANCE_DEVIATIONS = 3;

    static final long SUSPECT_LAG_NS = 1_000_000L;
    static final long INVALID_LAG_NS = 10_000_000L;
    static final double MOST_CPU_SHARE = 0.85;
    static final double WHOLE_CPU_SHARE = 0.95;
    static final double LONGEST_GC_PAUSE_MS = 10;
    static final double SUSPECT_ERRORS = 0.001;
    static final double INVALID_ERRORS = 0.01;
    static final double LEAST_OPENED = 0.99;
    static final double LITTLE_TOLERANCE = 0.05;
    /// Requests per connection from which on each connection should have had its turn.
    static final double TURNS = 2;
    /// How often a true schedule may be taken for a false one.
    static final double ARRIVALS_ALPHA = 1e-6;

    static final int FEWEST_GAPS = 50;

    /// What the judgement needs beyond the result.
    ///
    /// @param inFlightNs the measurement's requests started and not done, integrated over time by a counter
    /// @param unasked times that bytes came without a request
    /// @param gapsNs by loop, gaps between intended starts as they were issued
    record Evidence(double inFlightNs, long unasked, List<long[]> gapsNs) {}

    private record Finding(AuditStatus status, String reason) {}

    private final LoadResult result;
    private final Evidence evidence;
    private final List<Finding> findings = new ArrayList<>();

    Auditor(LoadResult result, Evidence evidence) {
        this.result = result;
        this.evidence = evidence;
    }

    Audit audit() {
        completeness();
        connections();
        if (!(result.options().shape() instanceof LoadShape.Idle)) {
            throughput();
            lag();
            cpu();
            errors();
            served();
            little();
            arrivals();
        }
        unasked();
        gcPause();
        findings.sort(Comparator.comparing(Finding::status).reversed());
        AuditStatus worst =
                findings.isEmpty() ? AuditStatus.VALID : findings.get(0).status();
        return new Audit(worst, findings.stream().map(Finding::reason).toList());
    }

    private void completeness() {
        double asked = result.options().measurement().toNanos() / 1e9;
        double measured = (result.measurementEndNs() - result.measurementStartNs()) / 1e9;
        if (measured <= 0) {
            find(AuditStatus.INVALID, "stopped before the measurement began");
        } else if (result.stopped()) {
            find(AuditStatus.SUSPECT, format(ROOT, "stopped after %.3f s of the %.3f s asked for", measured, asked));
        }
        if (measured > 0 && result.requests() == 0 && !(result.options().shape() instanceof LoadShape.Idle)) {
            find(AuditStatus.INVALID, format(ROOT, "no request fell into the measurement of %.3f s", measured));
        }
    }

    private void connections() {
        int asked = result.options().connections();
        if (result.opened() < asked) {
            AuditStatus status = result.opened() < LEAST_OPENED * asked ? AuditStatus.INVALID : AuditStatus.SUSPECT;
            find(status, format(ROOT, "%,d of %,d connections were opened%s", result.opened(), asked, faults()));
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
        double offered = result.offeredPerSecond();
        double achieved = result.achievedPerSecond();
        double seconds = (result.measurementEndNs() - result.measurementStartNs()) / 1e9;
        double chance = CHANCE_DEVIATIONS * Math.sqrt(result.meanInFlight()) / Math.max(seconds, 1e-9);
        if (!isOpen() || achieved >= LEAST_ACHIEVED * offered - chance) {
            return;
        }
        boolean ownFault = result.generatorCpuShare() > MOST_CPU_SHARE || lagP99() > INVALID_LAG_NS;
        find(
                ownFault ? AuditStatus.INVALID : AuditStatus.SUSPECT,
                format(
                        ROOT,
                        "achieved %,.1f of %,.1f requests/s offered (%.1f%%): %s",
                        achieved,
                        offered,
                        100 * achieved / offered,
                        ownFault
                                ? "the generator was the limit"
                                : "the server was saturated, or the warm-up shorter than a wait"));
    }

    private void lag() {
        long p99 = lagP99();
        if (isOpen() && p99 > SUSPECT_LAG_NS) {
            find(
                    p99 > INVALID_LAG_NS ? AuditStatus.INVALID : AuditStatus.SUSPECT,
                    format(
                            ROOT,
                            "1%% of requests were sent more than %.3f ms late by the generator itself (bounds: %d ms, %d ms)",
                            p99 / 1e6,
                            SUSPECT_LAG_NS / 1_000_000,
                            INVALID_LAG_NS / 1_000_000));
        }
    }

    private void cpu() {
        double share = result.generatorCpuShare();
        if (isOpen() && share > MOST_CPU_SHARE) {
            find(
                    AuditStatus.SUSPECT,
                    format(
                            ROOT,
                            "the generator used %.0f%% of its CPU (bound: %.0f%%): give it more loops and CPUs",
                            100 * share,
                            100 * MOST_CPU_SHARE));
        } else if (!isOpen() && share > WHOLE_CPU_SHARE) {
            find(
                    AuditStatus.VALID,
                    format(ROOT, "the generator used %.0f%% of its CPU: it may be the limit", 100 * share));
        }
    }

    private void errors() {
        long errors = result.requests();
        for (Outcome outcome : Outcome.values()) {
            errors -= outcome.good() ? result.outcomes().getOrDefault(outcome, 0L) : 0;
        }
        double share = errors / (double) Math.max(1, result.requests());
        if (share > SUSPECT_ERRORS) {
            find(
                    share > INVALID_ERRORS ? AuditStatus.INVALID : AuditStatus.SUSPECT,
                    format(
                            ROOT,
                            "%,d of %,d requests (%.2f%%) had no good answer%s",
                            errors,
                            result.requests(),
                            100 * share,
                            failures()));
        }
    }

    private String failures() {
        StringBuilder text = new StringBuilder();
        result.outcomes().forEach((outcome, count) -> {
            if (outcome.ofRequest() && !outcome.good()) {
                text.append(text.isEmpty() ? ": " : ", ");
                text.append(format(ROOT, "%s %,d", outcome.label(), count));
            }
        });
        return text.toString();
    }

    private void served() {
        if (result.served() < result.opened() && result.requests() >= TURNS * result.opened()) {
            find(
                    AuditStatus.SUSPECT,
                    format(
                            ROOT,
                            "only %,d of %,d connections got a good answer, although %,d requests were started",
                            result.served(),
                            result.opened(),
                            result.requests()));
        }
    }

    /// Little's law for a finite window: requests in flight, integrated over time, are the sum of all response times.
    /// The left side is kept by a counter, the right side by the histogram.
    private void little() {
        double responsesNs = result.response().getMean() * result.response().getTotalCount();
        double deviation = Math.abs(evidence.inFlightNs() / Math.max(1, responsesNs) - 1);
        if (result.requests() > 0 && deviation > LITTLE_TOLERANCE) {
            find(
                    AuditStatus.INVALID,
                    format(
                            ROOT,
                            "Little's law fails by %.1f%% (bound: %.0f%%): in flight %.6f s in sum, response times %.6f s",
                            100 * deviation,
                            100 * LITTLE_TOLERANCE,
                            evidence.inFlightNs() / 1e9,
                            responsesNs / 1e9));
        }
    }

    private void arrivals() {
        if (!(result.options().shape() instanceof LoadShape.Open open)) {
            return;
        }
        double meanNs = 1e9 / open.requestsPerSecond() * result.options().loops();
        for (long[] gapsNs : evidence.gapsNs()) {
            if (gapsNs.length >= FEWEST_GAPS) {
                arrivals(gapsNs, open.arrivals(), meanNs);
            }
        }
    }

    private void arrivals(long[] gapsNs, Arrivals arrivals, double meanNs) {
        double distance = switch (arrivals) {
            case POISSON -> KolmogorovSmirnov.distance(gapsNs, gap -> 1 - Math.exp(-gap / meanNs));
            // Starts are rounded to whole ns, so a constant gap may be one ns off at either end.
            case CONSTANT -> farthest(gapsNs, meanNs) <= 1 ? 0 : 1;
        };
        double critical = KolmogorovSmirnov.critical(gapsNs.length, ARRIVALS_ALPHA);
        if (distance > critical) {
            find(
                    AuditStatus.INVALID,
                    format(
                            ROOT,
                            "arrivals were not %s as scheduled: Kolmogorov-Smirnov distance %.3f over %,d gaps (bound: %.3f)",
                            arrivals.name().toLowerCase(ROOT),
                            distance,
                            gapsNs.length,
                            critical));
        }
    }

    private static double farthest(long[] gapsNs, double meanNs) {
        return Arrays.stream(gapsNs)
                .mapToDouble(gap -> Math.abs(gap - meanNs))
                .max()
                .orElse(0);
    }

    private void unasked() {
        if (evidence.unasked() > 0) {
            find(
                    AuditStatus.SUSPECT,
                    format(ROOT, "%,d times bytes came that no request had asked for", evidence.unasked()));
        }
    }

    private void gcPause() {
        if (result.gcPauseMs() > LONGEST_GC_PAUSE_MS) {
            find(
                    AuditStatus.SUSPECT,
                    format(
                            ROOT,
                            "the generator's garbage collector paused it for %.0f ms (bound: %.0f ms)",
                            result.gcPauseMs(),
                            LONGEST_GC_PAUSE_MS));
        }
    }

    private boolean isOpen() {
        return result.options().shape() instanceof LoadShape.Open;
    }

    private long lagP99() {
        return result.pacingLag().getValueAtPercentile(99);
    }

    private void find(AuditStatus status, String reason) {
        findings.add(new Finding(status, reason));
    }
}
