package threadvsloop.loadgen.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.689    | 5.5   | 22  | 5.69 ms     | bounds: 5.5 ms, 22 ms
            5.5004   | 5.5   | 22  | 5.5004 ms   | bounds: 5.5 ms, 22 ms
            1.0004   | 1     | 10  | 1.0004 ms   | bounds: 1 ms, 10 ms
            85.2     | 85    | 95  | 85.2 ms     | bounds: 85 ms, 95 ms
            1234.6   | 1234.4| 5000| 1,235 ms    | bounds: 1,234 ms, 5,000 ms
            1234.45  | 1234.4| 5000| 1,234.5 ms | bounds: 1,234.4 ms, 5,000 ms
            213      | 5.5   | 21.6| 213 ms      | bounds: 5.5 ms, 21.6 ms
            150      | 10    | 100 | 150 ms      | bounds: 10 ms, 100 ms
            """)
    void theNumberStaysBeyondItsBound(double value, double first, double second, String told, String bounds) {
        assertThat(BoundedText.value(value, " ms", first, second)).isEqualTo(told);
        assertThat(BoundedText.bounds(value, " ms", first, second)).isEqualTo(bounds);
    }

    @Test
    void whatIsReadHasTheOrderThatWasMeasured() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            double bound = Math.exp(random.nextGaussian() * 4);
            double value = bound * (1 + random.nextGaussian() * Math.pow(10, -1 - random.nextInt(5)));
            double toldValue =
                    Double.parseDouble(BoundedText.value(value, "", bound).replace(",", ""));
            double toldBound = Double.parseDouble(
                    BoundedText.bounds(value, "", bound).replace(",", "").replace("bound: ", ""));

            assertThat(Double.compare(toldValue, toldBound))
                    .as("%s beside %s", value, bound)
                    .isEqualTo(
                            Math.abs(value - bound) < 1e-8
                                    ? Double.compare(toldValue, toldBound)
                                    : Double.compare(value, bound));
        }
    }
}
