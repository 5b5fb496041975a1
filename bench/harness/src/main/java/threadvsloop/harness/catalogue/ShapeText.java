package threadvsloop.harness.catalogue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threadvsloop.harness.Durations;
import threadvsloop.harness.Quantities;
import threadvsloop.harness.UsageException;
import threadvsloop.model.load.RateProfile;
import threadvsloop.model.load.SessionLength;
import threadvsloop.model.load.ThinkTime;

/// Rates, think times and lengths of sessions as people write them, on the command line and in scenarios.
public final class ShapeText {

    private static final String NUMBER = "\\d+(?:\\.\\d+)?";
    private static final Pattern RAMP = Pattern.compile("(" + Quantities.RATE + ")\\.\\.(" + Quantities.RATE + ")");
    private static final Pattern STEPS = Pattern.compile(Quantities.RATE + "(?:," + Quantities.RATE + ")*");
    private static final Pattern THINK = Pattern.compile("(exp:)?(.+)");
    private static final Pattern LENGTH = Pattern.compile("(geo:)?(" + NUMBER + ")");

    private ShapeText() {}

    /// @param text `500`, a ramp as `100..2000`, or equal steps as `100,500,0,500`
    /// @param over how long the ramp or all steps take
    /// @throws UsageException if it is none of these, or a rate out of bounds
    public static RateProfile rate(String text, Duration over) {
        String bare = text.replace(" ", "");
        Matcher ramp = RAMP.matcher(bare);
        try {
            if (ramp.matches()) {
                return RateProfile.ramp(Quantities.rate(ramp.group(1)), Quantities.rate(ramp.group(2)), over);
            }
            if (STEPS.matcher(bare).matches()) {
                List<Double> rates =
                        Arrays.stream(bare.split(",")).map(Quantities::rate).toList();
                return rates.size() == 1
                        ? RateProfile.constant(rates.getFirst())
                        : RateProfile.steps(rates, over.dividedBy(rates.size()));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException("rate \"" + text + "\": " + e.getMessage());
        }
        throw new UsageException("rate \"" + text
                + "\": write requests per second as 500, 0.1, 2k or 30/m, a ramp as 100..2000, or equal steps as"
                + " 100,500,0,500");
    }

    /// @param text `100ms`, or `exp:100ms` for exponential times of that mean; empty for none
    /// @throws UsageException if it is neither
    public static ThinkTime think(String text) {
        if (text.isEmpty()) {
            return ThinkTime.NONE;
        }
        Matcher matcher = THINK.matcher(text);
        try {
            if (matcher.matches()) {
                Duration time = Durations.parse(matcher.group(2));
                return matcher.group(1) == null ? new ThinkTime.Fixed(time) : new ThinkTime.Exponential(time);
            }
        } catch (IllegalArgumentException | UsageException e) {
            throw new UsageException(
                    "think time \"" + text + "\": " + e.getMessage() + "; exponential times as exp:100ms");
        }
        throw new UsageException("think time \"" + text + "\": write it as 100ms or exp:100ms");
    }

    /// @param text `5`, or `geo:5` for geometric lengths of that mean
    /// @throws UsageException if it is neither
    public static SessionLength length(String text) {
        Matcher matcher = LENGTH.matcher(text);
        try {
            if (matcher.matches() && matcher.group(1) != null) {
                return new SessionLength.Geometric(Double.parseDouble(matcher.group(2)));
            }
            if (matcher.matches()) {
                return new SessionLength.Fixed(Integer.parseInt(text));
            }
        } catch (NumberFormatException e) {
            throw new UsageException(
                    "requests of a session \"" + text + "\": write a whole number as 5, or a mean as geo:5");
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        throw new UsageException(
                "requests of a session \"" + text + "\": write a whole number as 5, or a mean as geo:5");
    }
}
