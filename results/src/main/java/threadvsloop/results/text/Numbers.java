package threadvsloop.results.text;

import java.util.Collection;
import java.util.Locale;

/// Numbers as people read them: three digits that matter, thousands grouped, a decimal point whatever the locale.
public final class Numbers {
    public static final String NONE = "–";
    private static final int MAX_DECIMALS = 9;

    private Numbers() {}

    /// `12,345`, `123`, `12.3`, `1.23`, `0.123`, `0.0123`; 0 for zero.
    public static String three(double value) {
        double size = Math.abs(value);
        if (size == 0 || size < 5e-7) {
            return "0";
        }
        // 9.996 has one digit before the point, but is written 10.0.
        int decimals = 2 - (int) Math.floor(Math.log10(size * 1.0005));
        return String.format(Locale.ROOT, "%,." + Math.clamp(decimals, 0, 6) + "f", value);
    }

    /// The same with more digits where three would put it on another side of a threshold than it is on, or at it.
    public static String three(double value, Collection<Double> thresholds) {
        return apart(value, thresholds, three(value));
    }

    /// As [#ratio(double)], kept apart from thresholds.
    public static String ratio(double value, Collection<Double> thresholds) {
        return apart(value, thresholds, ratio(value));
    }

    private static String apart(double value, Collection<Double> thresholds, String usual) {
        String text = usual;
        for (int decimals = 1; decimals <= MAX_DECIMALS && !isApart(text, value, thresholds); decimals++) {
            text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        }
        return text;
    }

    private static boolean isApart(String text, double value, Collection<Double> thresholds) {
        double read = Double.parseDouble(text.replace(",", ""));
        return thresholds.stream()
                .allMatch(threshold -> Double.compare(read, threshold) == Double.compare(value, threshold));
    }

    /// A count, or a mean of counts: whole from ten on, and wherever nothing stands behind the point.
    public static String count(double value) {
        return Math.abs(value) >= 10 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : three(value);
    }

    /// `112`, `2.03`, `0.48`, `0.017`: two digits that matter below 1, three above.
    public static String ratio(double value) {
        if (value >= 1 || value < 1e-6) {
            return three(value);
        }
        int decimals = 1 - (int) Math.floor(Math.log10(value * 1.005));
        return String.format(Locale.ROOT, "%." + Math.max(2, decimals) + "f", value);
    }

    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// Of a share from 0 to 1.
    public static String percent(double share) {
        return three(share * 100) + "%";
    }
}
