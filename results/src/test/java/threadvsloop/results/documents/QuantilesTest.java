package threadvsloop.results.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.documents.Quantile.Support;
import threadvsloop.results.run.RunData;

class QuantilesTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    Path temporary;

    /// A p99.99 of ten requests would be their largest, and nothing is known of it.
    @Test
    void tenRequestsHaveAMedianAndALargestAndNoTail() {
        Quantiles ten = Quantiles.of(samples(10));

        assertThat(ten.p50()).isEqualTo(5);
        assertThat(ten.p90()).isEqualTo(9);
        assertThat(List.of(ten.p99(), ten.p999(), ten.p9999())).containsOnly(Quantiles.UNKNOWN);
        assertThat(ten.max()).isEqualTo(10);
        assertThat(ten.mean()).isEqualTo(5.5);
        assertThat(ten.count()).isEqualTo(10);
        JsonNode json = MAPPER.valueToTree(ten);
        assertThat(json.fieldNames()).toIterable().containsExactlyInAnyOrder("p50", "p90", "max", "mean", "count");
    }

    @Test
    void withoutSamplesNothingIsKnownAndNothingIsZero() {
        Quantiles none = Quantiles.of(samples(0));

        assertThat(none.max()).isEqualTo(Quantiles.UNKNOWN);
        assertThat(none.mean()).isEqualTo(Quantiles.UNKNOWN);
        JsonNode json = MAPPER.valueToTree(none);
        assertThat(json.toString()).isEqualTo("{\"count\":0}");
    }

    @ParameterizedTest
    @CsvSource({
        "P50, 1, NONE",
        "P50, 2, THIN",
        "P50, 20, FIRM",
        "P99, 99, NONE",
        "P99, 100, THIN",
        "P99, 999, THIN",
        "P99, 1000, FIRM",
        "P9999, 9999, NONE",
        "P9999, 100000, FIRM",
        "P9999, -1, FIRM",
    })
    void aQuantileNeedsSamplesBeyondIt(Quantile quantile, long samples, Support support) {
        assertThat(quantile.support(samples)).isEqualTo(support);
    }

    @Test
    void aDifferenceOfUnknownTailsIsUnknown() {
        assertThat(Quantiles.of(samples(10)).p99Over(Quantiles.of(samples(1000))))
                .isEqualTo(Quantiles.UNKNOWN);
        assertThat(Quantiles.of(samples(1000)).p99Over(Quantiles.of(samples(1000))))
                .isZero();
    }

    /// What JSON leaves out is read as unknown, here of connections that were never made and a p99.99 of 2,000
    /// requests.
    @Test
    void aTrialIsReadAsItWasWritten() throws IOException {
        Path run = SyntheticRun.quick().withBlocks(1).write(temporary.resolve("run"));

        RunData data = RunData.read(run);

        assertThat(data.damaged()).isEmpty();
        LoadSummary load = data.trials().getFirst().load();
        assertThat(load).isNotNull();
        assertThat(load.connectNs()).isEqualTo(Quantiles.of(samples(0)));
        assertThat(load.responseNs().p9999()).isEqualTo(Quantiles.UNKNOWN);
        assertThat(load.responseNs().p999()).isPositive();
        JsonNode json = MAPPER.readTree(
                Files.readString(run.resolve(data.trials().getFirst().path()).resolve("trial.json")));
        assertThat(json.at("/load/connectNs").toString()).isEqualTo("{\"count\":0}");
    }

    private static Histogram samples(long most) {
        Histogram ns = new Histogram(3);
        LongStream.rangeClosed(1, most).forEach(ns::recordValue);
        return ns;
    }

    /// 900 answers and 100 that failed: the 500th of 1,000 is the 500th answer, the 900th the last, the 990th none.
    @Test
    void failuresCountAsSlowerThanAnyAnswer() {
        assertThat(Quantiles.over(counted(900), 100)).isEqualTo(new Quantiles(500, 900, -1, -1, -1, -1, -1, 1_000));
        assertThat(Quantiles.over(counted(1_000), 1).p99()).isEqualTo(991);
        assertThat(Quantiles.over(new Histogram(3), 7)).isEqualTo(new Quantiles(-1, -1, -1, -1, -1, -1, -1, 7));
        assertThat(Quantiles.over(counted(1_000), 0)).isEqualTo(Quantiles.of(counted(1_000)));
        assertThat(Quantile.P90.liesAmong(100, 1_000)).isFalse();
        assertThat(Quantile.P90.liesAmong(101, 1_000)).isTrue();
    }

    /// The values 1 to `last`.
    private static Histogram counted(int last) {
        Histogram values = new Histogram(3);
        for (int value = 1; value <= last; value++) {
            values.recordValue(value);
        }
        return values;
    }
}
