package threadvsloop.harness;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Numbers with what people write behind them: `1k` connections, `30/m`, `64KiB`.
public final class Quantities {

    /// A rate as part of another pattern; without groups of its own.
    public static final String RATE = "(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)[kKM]?(?:/(?:s|min|m|h))?";

    private static final Pattern RATE_PARTS = Pattern.compile("([0-9.]+)([kKM]?)(?:/(s|min|m|h))?");
    private static final Pattern COUNT = Pattern.compile("([0-9]{1,12})([kKM]?)");
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,12}) ?([kKM]i?B|)");

    private Quantities() {}

    /// @param text of the form [#RATE]
    /// @return per second
    public static double rate(String text) {
        Matcher parts = RATE_PARTS.matcher(text);
        if (!parts.matches()) {
            throw new NumberFormatException(text);
        }
        double number = Double.parseDouble(parts.group(1)) * factor(parts.group(2));
        return switch (parts.group(3)) {
            case "m", "min" -> number / 60;
            case "h" -> number / 3600;
            case null, default -> number;
        };
    }

    private static long factor(String suffix) {
        return switch (suffix.toLowerCase(Locale.ROOT)) {
            case "k", "kb" -> 1_000L;
            case "m", "mb" -> 1_000_000L;
            case "kib" -> 1L << 10;
            case "mib" -> 1L << 20;
            default -> 1L;
        };
    }

    /// Lets picocli read rates per second: `500`, `0.1`, `2k`, `30/m`.
    public static final class Rate implements ITypeConverter<Double> {
        private static final Pattern WHOLE = Pattern.compile(RATE);

        @Override
        public Double convert(String text) {
            if (!WHOLE.matcher(text.strip()).matches()) {
                throw new TypeConversionException(
                        "\"" + text + "\" is not a rate: write a number per second as 500, 0.1 or 2k, or 30/m");
            }
            return rate(text.strip());
        }
    }

    /// Lets picocli read how many of something there are: `100`, `1k`.
    public static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            Matcher parts = COUNT.matcher(text.strip());
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "\"" + text + "\" is not a count: write a whole number as 1000 or 1k");
            }
            return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(parts.group(1)) * factor(parts.group(2)));
        }
    }

    /// Lets picocli read sizes: `1000`, `10kB` (1,000 each), `64KiB` (1,024 each).
    public static final class Bytes implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            Matcher parts = BYTES.matcher(text.strip());
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "\"" + text + "\" is not a size: write bytes as 1000, 10kB, 64KiB or 1MiB");
            }
            return Long.parseLong(parts.group(1)) * factor(parts.group(2));
        }
    }
}
