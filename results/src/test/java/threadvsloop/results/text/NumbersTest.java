package threadvsloop.results.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0         | 0
            12345.6   | 12,346
            123.4     | 123
            99.96     | 100
            12.34     | 12.3
            9.996     | 10.0
            1.2345    | 1.23
            0.12345   | 0.123
            0.0012345 | 0.00123
            0.0000001 | 0
            -12.34    | -12.3
            """)
    void threeDigitsThatMatter(double value, String text) {
        assertThat(Numbers.three(value)).isEqualTo(text);
    }

    /// Beside a threshold of 0.9 and one of 150.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.8996  | 0.8996  | 0.8996
            0.9004  | 0.9004  | 0.9004
            0.9     | 0.900   | 0.90
            0.5     | 0.500   | 0.50
            149.8   | 149.8   | 149.8
            150.2   | 150.2   | 150.2
            1234.5  | 1,235   | 1,235
            """)
    void whatIsNearAThresholdIsSeenOnItsSide(double value, String three, String ratio) {
        assertThat(Numbers.three(value, List.of(0.9, 150.0))).isEqualTo(three);
        assertThat(Numbers.ratio(value, List.of(0.9, 150.0))).isEqualTo(ratio);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            18      | 18
            2018.4  | 2,018
            1.5     | 1.50
            0       | 0
            """)
    void countsAreWholeWhereTheyCanBe(double value, String text) {
        assertThat(Numbers.count(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1       | 1.00
            2.034   | 2.03
            112.3   | 112
            0.479   | 0.48
            0.0178  | 0.018
            0.00892 | 0.0089
            0.999   | 1.00
            """)
    void ratiosAreShort(double value, String text) {
        assertThat(Numbers.ratio(value)).isEqualTo(text);
    }
}
