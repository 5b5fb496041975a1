package threadvsloop.results.claims;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threadvsloop.results.verdict.EquivalenceZone;
import threadvsloop.results.verdict.Hypothesis;

/// A hypothesis as files have it: `below 0.9`, `above 2`, `within 10%`.
public final class HypothesisText {
    private static final Pattern TEXT = Pattern.compile("(below|above) (-?[0-9]+(?:\\.[0-9]+)?)|within ([0-9.]+)%");

    private HypothesisText() {}

    /// @throws IllegalArgumentException for anything else
    public static Hypothesis parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no hypothesis: write \"below 0.9\", \"above 2\" or \"within 10%\"");
        }
        if (matcher.group(3) != null) {
            return new Hypothesis.Within(new EquivalenceZone(Double.parseDouble(matcher.group(3)) / 100));
        }
        double threshold = Double.parseDouble(matcher.group(2));
        return matcher.group(1).equals("below") ? new Hypothesis.Below(threshold) : new Hypothesis.Above(threshold);
    }
}
