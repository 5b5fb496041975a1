package threadvsloop.loadgen.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// A number and the bounds that it is held against, as a sentence has them: rounded alike, and never so far that the
/// number seems to lie on another side of a bound than it does, as 5.689 beside a bound of 5.5 that is written 6.
public final class BoundedText {
    /// More would be noise; numbers that still look alike are.
    private static final int MAX_DECIMALS = 9;

    private static final int DIGITS = 3;

    private BoundedText() {}

    /// `5.69 ms`: three digits, more if the bounds need them.
    ///
    /// @param unit with its space, if it has one: `%`, ` ms`
    public static String value(double value, String unit, double... bounds) {
        return text(value, decimals(value, bounds)) + unit;
    }

    /// `bounds: 5.5 ms, 22 ms`; `bound: 85%` if it is one.
    public static String bounds(double value, String unit, double... bounds) {
        int least = decimals(value, bounds);
        return (bounds.length == 1 ? "bound: " : "bounds: ")
                + Arrays.stream(bounds)
                        .mapToObj(bound -> stripped(text(bound, Math.max(least, threeDigits(bound)))) + unit)
                        .collect(Collectors.joining(", "));
    }

    /// The least with which number and bounds keep their order.
    private static int decimals(double value, double... bounds) {
        int decimals = threeDigits(value);
        while (decimals < MAX_DECIMALS && !keepsOrder(value, decimals, bounds)) {
            decimals++;
        }
        return decimals;
    }

    private static boolean keepsOrder(double value, int decimals, double... bounds) {
        return Arrays.stream(bounds)
                .allMatch(bound -> Double.compare(value, bound)
                        == Integer.signum(rounded(value, decimals)
                                .compareTo(rounded(bound, Math.max(decimals, threeDigits(bound))))));
    }

    private static int threeDigits(double value) {
        return value == 0 ? 0 : Math.clamp(DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(value))), 0, MAX_DECIMALS);
    }

    private static String text(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded(value, decimals));
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }

    /// A bound is a number that somebody chose: `10`, not `10.00`.
    private static String stripped(String text) {
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
