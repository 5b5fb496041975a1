package threadvsloop.harness.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import threadvsloop.model.measured.AddressResult;
import threadvsloop.model.measured.LoadResult;

/// What `tvl load` says of each of several addresses. Requests and answers are those of the measurement.
///
/// @param target as it was given, `localhost:8080`
/// @param address `127.0.0.1:8080`
/// @param unused why no connection went there; null where connections did
/// @param p50Ns of the response time of good answers; null without any
/// @param p99Ns likewise
record AddressFigures(
        String target,
        String address,
        @Nullable String unused,
        int connections,
        int opened,
        long requests,
        long answered,
        @Nullable Long p50Ns,
        @Nullable Long p99Ns) {

    static List<AddressFigures> of(List<AddressResult> results) {
        return results.stream().map(AddressFigures::of).toList();
    }

    private static AddressFigures of(AddressResult of) {
        return new AddressFigures(
                of.target().toString(),
                of.address(),
                of.unused().isEmpty() ? null : of.unused(),
                of.connections(),
                of.opened(),
                of.requests(),
                of.answered(),
                quantile(of.response(), 50),
                quantile(of.response(), 99));
    }

    private static @Nullable Long quantile(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? null : histogram.getValueAtPercentile(percentile);
    }

    /// A line for each, or nothing where there is one address only.
    static String text(List<AddressFigures> figures, LoadResult result) {
        double seconds = (result.measurementEndNs() - result.measurementStartNs()) / 1e9;
        return figures.stream().map(each -> each.line(seconds)).collect(Collectors.joining());
    }

    /// What is to be known before any figure: addresses that are left out.
    static List<String> leftOut(List<AddressFigures> figures) {
        return figures.stream()
                .filter(each -> each.unused != null)
                .map(each -> each.target + ": " + each.address + " is not used: " + each.unused)
                .toList();
    }

    private String line(double seconds) {
        String name = target.equals(address) ? address : address + " (" + target + ")";
        if (unused != null) {
            return String.format(Locale.ROOT, "%n  address       %s: not used: %s", name, unused);
        }
        return String.format(
                Locale.ROOT,
                "%n  address       %s: %d of %d connections opened, %d requests, %d answered (%.1f/s), p50 %s, p99 %s",
                name,
                opened,
                connections,
                requests,
                answered,
                seconds > 0 ? answered / seconds : 0,
                ms(p50Ns),
                ms(p99Ns));
    }

    private static String ms(@Nullable Long ns) {
        return ns == null ? "unknown" : String.format(Locale.ROOT, "%.3f ms", ns / 1e6);
    }
}
