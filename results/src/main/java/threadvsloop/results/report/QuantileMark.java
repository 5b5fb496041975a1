package threadvsloop.results.report;

import java.util.Optional;
import threadvsloop.results.run.LoadSummary;
import threadvsloop.results.run.Quantile.Support;
import threadvsloop.results.run.Trial;
import threadvsloop.results.stats.Metric;

/// The mark before a quantile of which fewer than ten requests lie beyond it.
final class QuantileMark {
    private static final String ABOUT = "≈";

    private QuantileMark() {}

    /// Empty before other numbers, and before quantiles that enough requests support.
    static String of(Metric metric, Trial trial) {
        return Optional.ofNullable(trial.load())
                .flatMap(load -> metric.quantile().map(quantile -> quantile.support(requests(load))))
                .filter(support -> support == Support.THIN)
                .map(support -> ABOUT)
                .orElse("");
    }

    /// Documents that are older than the count of samples have that of requests.
    private static long requests(LoadSummary load) {
        long samples = load.responseNs().count();
        return samples < 0 ? load.requests() : samples;
    }
}
