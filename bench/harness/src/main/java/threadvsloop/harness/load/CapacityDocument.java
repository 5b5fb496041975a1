package threadvsloop.harness.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.CapacitySearch;
import threadvsloop.loadgen.Objective;

/// What `tvl load --find-capacity` prints, as JSON or as text.
///
/// @param result `found`, `at-least`, `below`, `undecided`, or `stopped` by a signal
/// @param lowPerSecond the greatest rate known to be held; null if there is none
/// @param highPerSecond the least rate known not to be held; null if there is none
/// @param confirmations runs that confirmed each of the two; 0 unless found
/// @param reason why it is undecided; empty otherwise
record CapacityDocument(
        int schemaVersion,
        String url,
        List<String> objectives,
        String result,
        @Nullable Double lowPerSecond,
        @Nullable Double highPerSecond,
        int confirmations,
        String reason,
        List<CapacityRun.Step> steps) {

    private static final int SCHEMA_VERSION = 1;

    static CapacityDocument of(
            String url, List<Objective> objectives, CapacitySearch.Result result, List<CapacityRun.Step> steps) {
        List<String> asked = objectives.stream().map(Objective::toString).toList();
        return switch (result) {
            case CapacitySearch.Found(double low, double high, int confirmations) ->
                new CapacityDocument(SCHEMA_VERSION, url, asked, "found", low, high, confirmations, "", steps);
            case CapacitySearch.AtLeast(double rate) ->
                new CapacityDocument(SCHEMA_VERSION, url, asked, "at-least", rate, null, 0, "", steps);
            case CapacitySearch.Below(double rate) ->
                new CapacityDocument(SCHEMA_VERSION, url, asked, "below", null, rate, 0, "", steps);
            case CapacitySearch.Undecided(double low, double high, String reason) ->
                new CapacityDocument(
                        SCHEMA_VERSION,
                        url,
                        asked,
                        "undecided",
                        low > 0 ? low : null,
                        high < Double.POSITIVE_INFINITY ? high : null,
                        0,
                        reason,
                        steps);
        };
    }

    /// What is known of a search that did not get to its end. Its bounds were met once each, and not confirmed.
    static CapacityDocument stopped(
            String url, List<Objective> objectives, CapacitySearch search, List<CapacityRun.Step> steps) {
        double low = search.low();
        double high = search.high();
        return new CapacityDocument(
                SCHEMA_VERSION,
                url,
                objectives.stream().map(Objective::toString).toList(),
                "stopped",
                low > 0 ? low : null,
                high < Double.POSITIVE_INFINITY ? high : null,
                0,
                "",
                steps);
    }

    boolean stopped() {
        return result.equals("stopped");
    }

    boolean decided() {
        return !stopped() && !result.equals("undecided");
    }

    String text() {
        return steps.stream().map(CapacityRun.Step::line).collect(Collectors.joining("\n", url + "\n", "\n\n"))
                + sentence();
    }

    private String sentence() {
        String held = "capacity for " + String.join(", ", objectives) + ": ";
        return switch (result) {
            case "found" ->
                held + "between " + perSecond(lowPerSecond) + " and " + perSecond(highPerSecond)
                        + " (the lower held in all of " + confirmations + " runs, the upper in none of " + confirmations
                        + ")";
            case "at-least" ->
                held + "at least " + perSecond(lowPerSecond)
                        + "; beyond that the generator was the limit, not the server";
            case "below" -> held + "below " + perSecond(highPerSecond);
            case "stopped" -> held + "stopped before the end; " + bounds();
            default -> held + "undecided: " + reason;
        };
    }

    private String bounds() {
        if (lowPerSecond == null && highPerSecond == null) {
            return "no run was finished";
        }
        return Stream.of(
                                lowPerSecond == null ? "" : "at least " + perSecond(lowPerSecond),
                                highPerSecond == null ? "" : "at most " + perSecond(highPerSecond))
                        .filter(bound -> !bound.isEmpty())
                        .collect(Collectors.joining(" and "))
                + " by the runs above, not confirmed";
    }

    private static String perSecond(@Nullable Double rate) {
        return String.format(Locale.ROOT, "%.1f requests/s", rate);
    }
}
