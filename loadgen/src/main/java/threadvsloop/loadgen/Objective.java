package threadvsloop.loadgen;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import threadvsloop.model.measured.AllRequests;
import threadvsloop.model.measured.LoadResult;

/// What a server is expected to hold under a load, as people write it: `p99<50ms`, `errors<=0`, `rate>=1000`.
///
/// Times are over all requests, and one without a good answer counts as slower than any answer: a quantile that lies
/// among failed requests, or a mean over any, meets no objective. So none is met by failing.
///
/// @param quantity what is looked at
/// @param relation how the measured value must stand to the bound
/// @param bound in ns for times, a part of 1 for errors, requests per second for the rate; 0 or more
public record Objective(Quantity quantity, Relation relation, double bound) {
    private static final Pattern FORM = Pattern.compile(
            "(service-)?(p\\d{1,2}(?:\\.\\d+)?|mean|max|errors|rate)\\s*([<>]=?)\\s*(\\d+(?:\\.\\d+)?)\\s*(us|ms|s|%|)");

    private static final int LEAST_DECIMALS = 3;
    private static final int MOST_DECIMALS = 12;

    /// How a measured value must stand to a bound.
    public enum Relation {
        BELOW("<"),
        AT_MOST("<="),
        ABOVE(">"),
        AT_LEAST(">=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        boolean holds(double measured, double bound) {
            return switch (this) {
                case BELOW -> measured < bound;
                case AT_MOST -> measured <= bound;
                case ABOVE -> measured > bound;
                case AT_LEAST -> measured >= bound;
            };
        }

        private static Relation of(String sign) {
            return Arrays.stream(values())
                    .filter(relation -> relation.sign.equals(sign))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// What can be expected of.
    public sealed interface Quantity {

        /// A quantile of the response time, or of the service time, in ns.
        ///
        /// @param percentile 0 to 100
        record Quantile(boolean service, double percentile) implements Quantity {}

        /// The mean of the response time, or of the service time, in ns.
        record Mean(boolean service) implements Quantity {}

        /// The part of requests without a good answer, 0 to 1.
        record Errors() implements Quantity {}

        /// Good answers per second.
        record Rate() implements Quantity {}
    }

    public Objective {
        if (!(bound >= 0 && bound < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("an objective's bound must be 0 or more, not " + bound);
        }
    }

    /// @param text one or more objectives, separated by commas
    /// @throws IllegalArgumentException if one of them cannot be read; says how to write it
    public static List<Objective> parse(String text) {
        List<Objective> objectives = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            objectives.add(one(part.strip()));
        }
        return List.copyOf(objectives);
    }

    private static Objective one(String text) {
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw unreadable(text);
        }
        Quantity quantity = quantity(form.group(1) != null, form.group(2), text);
        double number = Double.parseDouble(form.group(4));
        return new Objective(quantity, Relation.of(form.group(3)), number * unit(quantity, form.group(5), text));
    }

    private static Quantity quantity(boolean service, String name, String text) {
        Quantity quantity = switch (name) {
            case "mean" -> new Quantity.Mean(service);
            case "max" -> new Quantity.Quantile(service, 100);
            case "errors" -> new Quantity.Errors();
            case "rate" -> new Quantity.Rate();
            default -> new Quantity.Quantile(service, Double.parseDouble(name.substring(1)));
        };
        if (service && (quantity instanceof Quantity.Errors || quantity instanceof Quantity.Rate)) {
            throw unreadable(text);
        }
        return quantity;
    }

    private static double unit(Quantity quantity, String unit, String text) {
        return switch (quantity) {
            case Quantity.Quantile _, Quantity.Mean _ ->
                switch (unit) {
                    case "us" -> 1e3;
                    case "ms" -> 1e6;
                    case "s" -> 1e9;
                    default -> throw unreadable(text);
                };
            case Quantity.Errors _ ->
                switch (unit) {
                    case "%" -> 0.01;
                    case "" -> 1;
                    default -> throw unreadable(text);
                };
            case Quantity.Rate _ -> {
                if (!unit.isEmpty()) {
                    throw unreadable(text);
                }
                yield 1;
            }
        };
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is not an objective: write p99<50ms, service-p99.9<1s, mean<10ms,"
                        + " max<2s, errors<0.1%, errors<=0 or rate>=1000, several separated by commas");
    }

    /// The value that a run measured, in the unit of the bound; infinite for a time that lies among failed requests.
    public double measured(LoadResult result) {
        return switch (quantity) {
            case Quantity.Quantile(boolean service, double percentile) ->
                AllRequests.quantile(times(result, service), result.errors(), percentile);
            case Quantity.Mean(boolean service) -> AllRequests.mean(times(result, service), result.errors());
            case Quantity.Errors _ -> result.errors() / (double) Math.max(1, result.requests());
            case Quantity.Rate _ -> result.achievedPerSecond();
        };
    }

    private static Histogram times(LoadResult result, boolean service) {
        return service ? result.service() : result.response();
    }

    /// A run without requests meets nothing, and no time that is infinite is above anything.
    public boolean isMet(LoadResult result) {
        double measured = measured(result);
        return result.requests() > 0 && Double.isFinite(measured) && relation.holds(measured, bound);
    }

    /// The measured value for people: `p99 61.240 ms`. Shown with as many decimals as tell it from the bound.
    public String describe(LoadResult result) {
        double measured = measured(result);
        return name()
                + (Double.isFinite(measured)
                        ? " " + inUnit(shown(measured)) + unit()
                        : String.format(
                                Locale.ROOT,
                                " unknown: among the %,d of %,d requests that failed",
                                result.errors(),
                                result.requests()));
    }

    /// As it would be written: `p99<50.000ms`.
    @Override
    public String toString() {
        return name() + relation.sign + inUnit(exactly(bound)) + unit().strip();
    }

    private BigDecimal shown(double measured) {
        BigDecimal exact = exactly(measured);
        for (int decimals = LEAST_DECIMALS; decimals < MOST_DECIMALS; decimals++) {
            BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_EVEN);
            boolean apart = rounded.compareTo(exactly(bound)) != 0 || exact.compareTo(exactly(bound)) == 0;
            if (apart && (rounded.signum() != 0 || exact.signum() == 0)) {
                return rounded;
            }
        }
        return exact;
    }

    /// In the unit for people, without the dust of binary fractions.
    private BigDecimal exactly(double value) {
        double inUnit = switch (quantity) {
            case Quantity.Quantile _, Quantity.Mean _ -> value / 1e6;
            case Quantity.Errors _ -> value * 100;
            case Quantity.Rate _ -> value;
        };
        return new BigDecimal(inUnit).round(new MathContext(MOST_DECIMALS));
    }

    private String inUnit(BigDecimal value) {
        int least = quantity instanceof Quantity.Rate ? 1 : LEAST_DECIMALS;
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.setScale(Math.max(least, stripped.scale())).toPlainString();
    }

    private String unit() {
        return switch (quantity) {
            case Quantity.Quantile _, Quantity.Mean _ -> " ms";
            case Quantity.Errors _ -> "%";
            case Quantity.Rate _ -> "";
        };
    }

    private String name() {
        return switch (quantity) {
            case Quantity.Quantile(boolean service, double percentile) ->
                prefix(service)
                        + (percentile == 100
                                ? "max"
                                : "p" + Double.toString(percentile).replaceAll("\\.0$", ""));
            case Quantity.Mean(boolean service) -> prefix(service) + "mean";
            case Quantity.Errors _ -> "errors";
            case Quantity.Rate _ -> "rate";
        };
    }

    private static String prefix(boolean service) {
        return service ? "service-" : "";
    }
}
