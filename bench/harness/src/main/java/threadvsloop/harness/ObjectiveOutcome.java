package threadvsloop.harness;

import java.util.List;
import threadvsloop.loadgen.LoadResult;
import threadvsloop.loadgen.Objective;

/// What became of one objective of `tvl load --expect`.
///
/// @param objective as it was asked: `p99<50.000ms`
/// @param measured for people: `p99 61.240 ms`
/// @param value the same in ns, as a part of 1 or per second
record ObjectiveOutcome(String objective, String measured, double value, boolean met) {

    static List<ObjectiveOutcome> of(List<Objective> expected, LoadResult result) {
        return expected.stream()
                .map(each -> new ObjectiveOutcome(
                        each.toString(), each.describe(result), each.measured(result), each.isMet(result)))
                .toList();
    }

    /// For people.
    String line() {
        return (met ? "met     " : "MISSED  ") + objective + ": " + measured;
    }
}
