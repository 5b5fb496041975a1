package threadvsloop.harness.load;

import java.util.List;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.Objective;
import threadvsloop.model.measured.LoadResult;

/// What became of one objective of `tvl load --expect`.
///
/// @param objective as it was asked: `p99<50.000ms`
/// @param measured for people: `p99 61.240 ms`
/// @param value the same in ns, as a part of 1 or per second; null if it is unknown, for it lies among failed requests
record ObjectiveOutcome(
        String objective, String measured, @Nullable Double value, boolean met) {

    static List<ObjectiveOutcome> of(List<Objective> expected, LoadResult result) {
        return expected.stream()
                .map(each -> new ObjectiveOutcome(
                        each.toString(), each.describe(result), value(each.measured(result)), each.isMet(result)))
                .toList();
    }

    private static @Nullable Double value(double measured) {
        return Double.isFinite(measured) ? Double.valueOf(measured) : null;
    }

    /// For people.
    String line() {
        return (met ? "met     " : "MISSED  ") + objective + ": " + measured;
    }
}
