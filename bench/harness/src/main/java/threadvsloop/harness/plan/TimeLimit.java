package threadvsloop.harness.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import threadvsloop.harness.Durations;
import threadvsloop.results.documents.Plan;

/// How long a run may take. What was planned is carried out however long that takes; what would be added to it, such
/// as blocks that are run again, only as far as it fits.
public final class TimeLimit {

    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final Duration most;
    private final long beganNs;

    private TimeLimit(Duration most, long beganNs) {
        this.most = most;
        this.beganNs = beganNs;
    }

    /// @param most empty for any time
    public static TimeLimit fromNow(Optional<Duration> most) {
        return new TimeLimit(most.orElse(FOREVER), System.nanoTime());
    }

    /// @param after the plan with blocks added at its end
    /// @param cost what an entry is expected to take
    /// @return the plan with as many of those blocks, whole ones, as will end in time from now on
    public Plan fitting(Plan before, Plan after, Function<Plan.Entry, Duration> cost) {
        Duration left = most.minusNanos(System.nanoTime() - beganNs);
        List<Plan.Entry> fit = new ArrayList<>(before.trials());
        List<Plan.Entry> added =
                after.trials().subList(fit.size(), after.trials().size());
        for (int from = 0; from < added.size(); ) {
            List<Plan.Entry> block = blockAt(added, from);
            left = block.stream().map(cost).reduce(left, Duration::minus);
            if (left.isNegative()) {
                break;
            }
            fit.addAll(block);
            from += block.size();
        }
        return new Plan(after.schemaVersion(), after.seed(), fit);
    }

    private static List<Plan.Entry> blockAt(List<Plan.Entry> entries, int from) {
        int to = from;
        while (to < entries.size()
                && entries.get(to).block() == entries.get(from).block()) {
            to++;
        }
        return entries.subList(from, to);
    }

    /// For messages about what does not fit.
    public String words() {
        return Durations.words(most);
    }
}
