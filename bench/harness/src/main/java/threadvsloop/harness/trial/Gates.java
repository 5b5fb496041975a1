package threadvsloop.harness.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.catalogue.AskedWait;
import threadvsloop.loadgen.audit.BoundedText;
import threadvsloop.results.documents.BackendUse;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.documents.Warmth;
import threadvsloop.results.measures.Settling;

/// The validity gates that need both sides of a trial: the generator has audited itself, here host and
/// server are added. The bounds are METHOD.md's, or stated here.
final class Gates {

    /// Steal of 2 to 5% is everyday life on a shared machine.
    private static final double STEAL_SUSPECT = 0.05;

    private static final double STEAL_INVALID = 0.20;

    /// How late CPU may be read at an edge, as part of the window.
    private static final double EDGE_SUSPECT = 0.02;

    private static final double EDGE_INVALID = 0.10;
    private static final double FOREIGN_SUSPECT = 0.05;
    private static final double FOREIGN_INVALID = 0.25;
    /// How late the upstream may send 1% of its answers before that is a part of what is measured: this
    /// long, or this share of the delay that it was asked for, if that is more.
    private static final double LATE_SUSPECT_MS = 5;

    private static final double LATE_INVALID_MS = 20;
    private static final double LATE_SUSPECT_SHARE = 0.05;
    private static final double LATE_INVALID_SHARE = 0.20;

    /// Of upstream and database, on their CPUs: with more they make one another and the generator wait.
    private static final double BACKENDS_SUSPECT = 0.50;

    private static final double BACKENDS_INVALID = 0.70;

    /// The same with the generator, whose CPUs they share.
    private static final double SIDE_SUSPECT = 0.85;

    private static final double SIDE_INVALID = 0.95;
    /// By how much a level may change within the measurement before its mean says little: the smallest
    /// effect of interest.
    private static final double STEP_SUSPECT = 0.10;

    /// If half of the upstream's answers came no later than this share of the delay asked for, only few
    /// are late.
    private static final double TYPICAL_LATE_SHARE = 0.05;

    /// How much earlier than asked for one wait may end before it counts as skipped. Timers that count whole
    /// milliseconds, such as those of Node.js (libuv), round both the beginning and the end down, so they end
    /// up to 1 ms early; a clock that is read once in a round of an event loop adds as much as that round took.
    /// 3 ms are room for both, and no server that waits at all is further off. Upstream and database are never
    /// early, so a server that calls them is not either.
    private static final double EARLY_MS = 3;

    /// Of short waits: no more than this share of the wait, or a server that skips half of it would pass ...
    private static final double EARLY_SHARE = 0.10;

    /// ... but at least one tick of such a clock. So a wait of 1 ms cannot be told from none.
    private static final double TIMER_TICK_MS = 1;

    private final List<String> suspicions = new ArrayList<>();
    private final List<String> tailSuspicions = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    private Gates() {}

    /// @param generator what the load generator says of itself; null when no load was applied
    /// @param fastestNs by request, as in `GET /wait/100`: the shortest service time of a good answer
    /// @param resources null when the server could not be sampled
    /// @param backends null when the server has none
    /// @param sharedCpus the CPUs that the server was given although the generator has them; empty for none
    /// @param settling whether the server was warm
    static Validity judge(
            @Nullable Validity generator,
            Map<String, Long> fastestNs,
            @Nullable Resources resources,
            @Nullable BackendUse backends,
            String sharedCpus,
            Settling settling) {
        Gates gates = new Gates();
        if (generator != null) {
            gates.adopt(generator);
        }
        fastestNs.forEach(gates::checkWait);
        if (resources != null) {
            gates.grade(
                    resources.hostStealShare(),
                    STEAL_SUSPECT,
                    STEAL_INVALID,
                    "the hypervisor took %s of the CPU time away (%s)");
            gates.grade(
                    resources.foreignCpuShare(),
                    FOREIGN_SUSPECT,
                    FOREIGN_INVALID,
                    "processes that are no part of the trial used %s of the CPU time (%s)");
            gates.checkCompiler(resources);
            gates.grade(
                    resources.edgesLateMs() / 1e3 / resources.windowSeconds(),
                    EDGE_SUSPECT,
                    EDGE_INVALID,
                    "the server's CPU was read late, by %s of the window (%s): keep other work off the"
                            + " load generator's CPUs");
        }
        if (backends != null) {
            gates.checkBackends(backends, shortestCallMs(fastestNs.keySet()));
        }
        if (settling.warmth().status() == Warmth.Status.CHANGING) {
            (Math.abs(settling.step()) > STEP_SUSPECT ? gates.suspicions : gates.findings)
                    .add(settling.warmth().sentence());
        }
        if (!sharedCpus.isEmpty()) {
            gates.findings.add("the server shares CPU " + sharedCpus + " with the load generator");
        }
        return gates.verdict();
    }

    static Validity failed(String reason) {
        return new Validity(Status.INVALID, List.of(reason));
    }

    private void adopt(Validity generator) {
        findings.addAll(generator.findings());
        (generator.status() == Status.INVALID ? refusals : generator.tailOnly() ? tailSuspicions : suspicions)
                .addAll(generator.reasons());
    }

    /// An answer much faster than the wait it was asked for proves that the wait was skipped; one that is a little
    /// faster
    /// shows a timer that runs early. How much is little: see [#EARLY_MS].
    private void checkWait(String request, long fastestServiceNs) {
        AskedWait wait = AskedWait.of(request).orElse(null);
        double fastestMs = fastestServiceNs / 1e6;
        // Three digits of a histogram: a value may be shown up to 0.1% lower than it was.
        if (wait == null || fastestMs >= wait.leastMs() * 0.999) {
            return;
        }
        double toleranceMs = toleranceMs(wait);
        if (fastestMs < (wait.leastMs() - toleranceMs) * 0.999) {
            refusals.add(String.format(
                    Locale.ROOT,
                    "the wait was skipped: an answer to %s came after %.1f ms, of at least %.0f ms asked for (tolerated:"
                            + " %.1f ms early)",
                    request,
                    fastestMs,
                    wait.leastMs(),
                    toleranceMs));
        } else {
            findings.add(String.format(
                    Locale.ROOT,
                    "the server's timers run early: an answer to %s came after %.1f ms (tolerated: %.1f ms early)",
                    request,
                    fastestMs,
                    toleranceMs));
        }
    }

    private static double toleranceMs(AskedWait wait) {
        return wait.byOwnTimer() ? Math.min(EARLY_MS, Math.max(TIMER_TICK_MS, wait.ms() * EARLY_SHARE)) : 0;
    }

    /// The shortest delay that the upstream is asked for, 0 if it is asked for none.
    private static double shortestCallMs(Set<String> requests) {
        return requests.stream()
                .flatMap(request -> AskedWait.of(request).stream())
                .filter(AskedWait::ofUpstream)
                .mapToDouble(AskedWait::ms)
                .min()
                .orElse(0);
    }

    /// What waits for an overloaded backend says nothing of the server.
    private void checkBackends(BackendUse backends, double callMs) {
        BackendUse.Upstream upstream = backends.upstream();
        if (upstream != null) {
            checkUpstream(upstream, callMs);
        }
        grade(
                backends.cpuShare(),
                BACKENDS_SUSPECT,
                BACKENDS_INVALID,
                "upstream and database were the limit: they used %s of the CPUs that they share with the load"
                        + " generator (%s); offer less load");
        grade(
                backends.sideCpuShare(),
                SIDE_SUSPECT,
                SIDE_INVALID,
                "load generator, upstream and database used %s of the CPUs that they share (%s);"
                        + " offer less load, or use a machine with more CPUs");
    }

    private void checkUpstream(BackendUse.Upstream upstream, double callMs) {
        double suspectMs = Math.max(LATE_SUSPECT_MS, LATE_SUSPECT_SHARE * callMs);
        double invalidMs = Math.max(LATE_INVALID_MS, LATE_INVALID_SHARE * callMs);
        BackendUse.Lateness late = upstream.latenessMs();
        if (late == null) {
            refusals.add("the upstream did not say how late it was (" + upstream.trouble()
                    + "), so it may have been the limit; see its log in backends/");
        } else if (late.p99() > suspectMs) {
            boolean seldom = late.p50() <= TYPICAL_LATE_SHARE * callMs;
            (late.p99() > invalidMs ? refusals : seldom ? tailSuspicions : suspicions)
                    .add(String.format(
                            Locale.ROOT,
                            "the upstream was the limit: 1%% of its answers were sent more than %s after they were"
                                    + " due (%s); offer less load, or keep other work off its CPUs",
                            BoundedText.value(late.p99(), " ms", suspectMs, invalidMs),
                            BoundedText.bounds(late.p99(), " ms", suspectMs, invalidMs)));
        }
    }

    /// A JVM that is still compiling much of its code is not warm, and its CPU per request is that of a
    /// cold server.
    private void checkCompiler(Resources resources) {
        double share = resources.compilerShare();
        if (share > STEP_SUSPECT) {
            findings.add("%.0f%% of the server's CPU was its compiler's: it was not warm".formatted(100 * share));
        }
    }

    /// @param sentence with places for the share and its bounds
    private void grade(double share, double suspect, double invalid, String sentence) {
        if (share > suspect) {
            double[] bounds = {suspect * 100, invalid * 100};
            (share > invalid ? refusals : suspicions)
                    .add(sentence.formatted(
                            BoundedText.value(share * 100, "%", bounds), BoundedText.bounds(share * 100, "%", bounds)));
        }
    }

    private Validity verdict() {
        List<String> reasons = new ArrayList<>(refusals);
        reasons.addAll(suspicions);
        boolean tailOnly = reasons.isEmpty() && !tailSuspicions.isEmpty();
        reasons.addAll(tailSuspicions);
        Status status = !refusals.isEmpty() ? Status.INVALID : reasons.isEmpty() ? Status.VALID : Status.SUSPECT;
        return new Validity(status, reasons, findings, tailOnly);
    }
}
