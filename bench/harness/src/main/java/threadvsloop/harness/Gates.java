package threadvsloop.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.run.Resources;
import threadvsloop.results.run.Validity;
import threadvsloop.results.run.Validity.Status;

/// The validity gates that need both sides of a trial: the generator has audited itself, here host and server are
/// added.
/// The bounds are METHOD.md's, or stated here.
final class Gates {

    /// Steal of 2 to 5% is everyday life on a shared machine.
    private static final double STEAL_SUSPECT = 0.05;

    private static final double STEAL_INVALID = 0.20;
    private static final double FOREIGN_SUSPECT = 0.05;
    private static final double FOREIGN_INVALID = 0.25;
    private static final Pattern WAIT = Pattern.compile("\\S+ /(wait|block|offload)/(\\d+)");

    private final List<String> suspicions = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    private Gates() {}

    /// @param generator what the load generator says of itself; null when no load was applied
    /// @param fastestServiceNs smallest service time of the window; negative when nothing was answered
    /// @param resources null when the server could not be sampled
    static Validity judge(
            @Nullable Validity generator, String request, long fastestServiceNs, @Nullable Resources resources) {
        Gates gates = new Gates();
        if (generator != null) {
            gates.adopt(generator);
        }
        gates.checkWait(request, fastestServiceNs);
        if (resources != null) {
            gates.grade(
                    resources.hostStealShare(),
                    STEAL_SUSPECT,
                    STEAL_INVALID,
                    "the hypervisor took %.1f%% of the CPU time away");
            gates.grade(
                    resources.foreignCpuShare(),
                    FOREIGN_SUSPECT,
                    FOREIGN_INVALID,
                    "processes that are no part of the trial used %.1f%% of the CPU time");
        }
        return gates.verdict();
    }

    static Validity failed(String reason) {
        return new Validity(Status.INVALID, List.of(reason));
    }

    private void adopt(Validity generator) {
        (generator.status() == Status.INVALID ? refusals : suspicions).addAll(generator.reasons());
    }

    /// An answer faster than the wait it was asked for proves that the wait was skipped.
    private void checkWait(String request, long fastestServiceNs) {
        Matcher wait = WAIT.matcher(request);
        if (fastestServiceNs >= 0 && wait.matches()) {
            double askedMs = Double.parseDouble(wait.group(2));
            // Three digits of a histogram: a value may be shown up to 0.1% lower than it was.
            if (fastestServiceNs / 1e6 < askedMs * 0.999) {
                refusals.add("the wait was skipped: an answer to %s came after %.1f ms"
                        .formatted(request, fastestServiceNs / 1e6));
            }
        }
    }

    private void grade(double share, double suspect, double invalid, String sentence) {
        if (share > suspect) {
            (share > invalid ? refusals : suspicions).add(sentence.formatted(share * 100));
        }
    }

    private Validity verdict() {
        Status status = !refusals.isEmpty() ? Status.INVALID : !suspicions.isEmpty() ? Status.SUSPECT : Status.VALID;
        List<String> reasons = new ArrayList<>(refusals);
        reasons.addAll(suspicions);
        return new Validity(status, reasons);
    }
}
