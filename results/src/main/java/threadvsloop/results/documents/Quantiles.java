package threadvsloop.results.documents;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Quantiles of one trial histogram, in nanoseconds. What too few samples do not tell ([Quantile]) is [#UNKNOWN] here
/// and absent in JSON.
///
/// @param count of samples
public record Quantiles(
        @Known long p50,
        @Known long p90,
        @Known long p99,
        @Known long p999,
        @Known long p9999,
        @Known long max,
        @Known double mean,
        @Known long count) {

    public static final long UNKNOWN = -1;

    private static final List<String> NUMBERS = List.of("p50", "p90", "p99", "p999", "p9999", "max", "mean", "count");

    /// Those that a histogram of nanoseconds has enough samples for.
    public static Quantiles of(Histogram ns) {
        long count = ns.getTotalCount();
        return new Quantiles(
                Quantile.P50.of(ns),
                Quantile.P90.of(ns),
                Quantile.P99.of(ns),
                Quantile.P999.of(ns),
                Quantile.P9999.of(ns),
                count == 0 ? UNKNOWN : ns.getMaxValue(),
                count == 0 ? UNKNOWN : ns.getMean(),
                count);
    }

    /// Over all requests, of which those that failed count as slower than any answer: what lies among them is UNKNOWN,
    /// and so are maximum and mean if there are any.
    ///
    /// @param answered times of the others, in nanoseconds
    public static Quantiles over(Histogram answered, long failed) {
        boolean whole = failed == 0 && answered.getTotalCount() > 0;
        return new Quantiles(
                Quantile.P50.over(answered, failed),
                Quantile.P90.over(answered, failed),
                Quantile.P99.over(answered, failed),
                Quantile.P999.over(answered, failed),
                Quantile.P9999.over(answered, failed),
                whole ? answered.getMaxValue() : UNKNOWN,
                whole ? answered.getMean() : UNKNOWN,
                answered.getTotalCount() + failed);
    }

    /// By how much the p99 of these exceeds that of others; UNKNOWN if either is.
    public long p99Over(Quantiles others) {
        return p99 == UNKNOWN || others.p99 == UNKNOWN ? UNKNOWN : p99 - others.p99;
    }

    /// Fills in what JSON leaves out.
    static void complete(JsonNode quantiles) {
        if (quantiles instanceof ObjectNode fields) {
            NUMBERS.stream().filter(name -> !fields.has(name)).forEach(name -> fields.put(name, UNKNOWN));
        }
    }

    /// Left out of JSON where it is unknown.
    @JacksonAnnotationsInside
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Unknown.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Known {}

    /// What Jackson leaves out: whatever equals this.
    private static final class Unknown {
        @Override
        public boolean equals(@Nullable Object value) {
            return value instanceof Number number && number.doubleValue() == UNKNOWN;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(UNKNOWN);
        }
    }
}
