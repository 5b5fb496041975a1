package threadvsloop.harness.load;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadvsloop.harness.UsageException;
import threadvsloop.loadgen.CapacitySearch;
import threadvsloop.loadgen.Objective;

/// The options of `tvl load` that say what the server is to hold.
final class LoadGoals {

    private static final double FIRST_RATE = 500;

    @Option(
            names = "--expect",
            paramLabel = "OBJECTIVES",
            description = "What must hold, as in p99<50ms,errors<0.1%%,rate>1000; exit code 6 if it does not.")
    private @Nullable String expect;

    @Option(
            names = "--find-capacity",
            paramLabel = "OBJECTIVES",
            description = "Searches the greatest rate at which they hold; --rate says where to begin (default 500).")
    private @Nullable String capacity;

    @Option(
            names = "--precision",
            paramLabel = "PART",
            defaultValue = "0.05",
            description = "Of the search: how close its bounds come (default 0.05).")
    private double precision;

    @Option(
            names = "--confirm",
            paramLabel = "N",
            defaultValue = "5",
            description = "Of the search: runs that confirm each bound (default 5).")
    private int confirmations;

    boolean searches() {
        return capacity != null;
    }

    /// Empty if nothing is expected.
    List<Objective> expected() {
        return parsed("--expect", expect);
    }

    /// Empty if nothing is searched.
    List<Objective> searched() {
        return parsed("--find-capacity", capacity);
    }

    /// @param rate where to begin, if it was said
    CapacitySearch search(@Nullable Double rate) {
        if (expect != null) {
            throw new UsageException("--expect and --find-capacity: write all objectives behind --find-capacity");
        }
        try {
            return new CapacitySearch(rate == null ? FIRST_RATE : rate, precision, confirmations);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static List<Objective> parsed(String option, @Nullable String text) {
        try {
            return text == null ? List.of() : Objective.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }
}
