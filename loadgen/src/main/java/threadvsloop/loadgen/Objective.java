package threadvsloop.loadgen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server is expected to hold under a load, as people write it: `p99<50ms`, `errors<0.1%`, `rate>1000`.
///
/// @param quantity what is looked at
/// @param below whether the measured value must be below the bound; else it must be above
/// @param bound in ns for times, a part of 1 for errors, requests per second for the rate; 0 or more
public record Objective(Quantity quantity, boolean below, double bound) {
    private static final Pattern FORM = Pattern.compile(
            "(service-)?(p\\d{1,2}(?:\\.\\d+)?|mean|max|errors|rate)\\s*([<>])=?\\s*(\\d+(?:\\.\\d+)?)\\s*(us|ms|s|%|)");

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
        return new Objective(quantity, form.group(3).equals("<"), number * unit(quantity, form.group(5), text));
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
                        + " max<2s, errors<0.1% or rate>1000, several separated by commas");
    }

    /// The value that a run measured, in the unit of the bound.
    public double measured(LoadResult result) {
        return switch (quantity) {
            case Quantity.Quantile(boolean service, double percentile) ->
                (service ? result.service() : result.response()).getValueAtPercentile(percentile);
            case Quantity.Mean(boolean service) -> (service ? result.service() : result.response()).getMean();
            case Quantity.Errors _ -> errors(result);
            case Quantity.Rate _ -> result.achievedPerSecond();
        };
    }

    /// A run without requests meets nothing.
    public boolean isMet(LoadResult result) {
        double measured = measured(result);
        return result.requests() > 0 && (below ? measured < bound : measured > bound);
    }

    private static double errors(LoadResult result) {
        long good = result.count(Outcome::good);
        return 1 - good / (double) Math.max(1, result.requests());
    }

    /// The measured value for people: `p99 61.240 ms`.
    public String describe(LoadResult result) {
        return name() + " " + value(measured(result));
    }

    /// As it would be written: `p99<50.000ms`.
    @Override
    public String toString() {
        return name() + (below ? "<" : ">") + value(bound).replace(" ", "");
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

    private String value(double of) {
        return switch (quantity) {
            case Quantity.Quantile _, Quantity.Mean _ -> String.format(Locale.ROOT, "%.3f ms", of / 1e6);
            case Quantity.Errors _ -> String.format(Locale.ROOT, "%.3f%%", of * 100);
            case Quantity.Rate _ -> String.format(Locale.ROOT, "%.1f", of);
        };
    }
}
