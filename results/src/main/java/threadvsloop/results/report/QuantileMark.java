package threadvsloop.results.report;

import java.util.Optional;
import threadvsloop.results.documents.Quantile.Support;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.measures.Metric;

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
