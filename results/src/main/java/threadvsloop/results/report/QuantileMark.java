package threadvsloop.results.report;

import java.util.Optional;
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
                .flatMap(load -> metric.quantile()
                        .map(quantile -> quantile.support(load.responseNs().count())))
                .filter(support -> support == Support.THIN)
                .map(support -> ABOUT)
                .orElse("");
    }
}
