package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            500,     500
            0.1,     0.1
            .5,      0.5
            1k,      1000
            1.5K,    1500
            2M,      2000000
            10/s,    10
            30/m,    0.5
            30/min,  0.5
            36/h,    0.01
            6k/m,    100
            """)
    void rates(String text, double perSecond) {
        assertThat(new Quantities.Rate().convert(text)).isEqualTo(perSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "1,5", "-1", "1e3", "1/d", "1m", "٣", "NaN", "0x10", "5%", "1 k", "1.", "..5"})
    void otherwiseTheFormIsSaid(String text) {
        assertThatThrownBy(() -> new Quantities.Rate().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("as 500, 0.1 or 2k, or 30/m");
    }

    @ParameterizedTest
    @CsvSource({"7,7", "1k,1000", "2K,2000", "1M,1000000", "999999999999,2147483647"})
    void counts(String text, int number) {
        assertThat(new Quantities.Count().convert(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "ten", "٣", "1kB"})
    void noCounts(String text) {
        assertThatThrownBy(() -> new Quantities.Count().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("a whole number as 1000 or 1k");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1000,1000", "10kB,10000", "64KiB,65536", "64kiB,65536", "1MiB,1048576", "1MB,1000000"})
    void bytes(String text, long number) {
        assertThat(new Quantities.Bytes().convert(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1k", "-5", "1.5MiB", "1GB", "٣"})
    void noBytes(String text) {
        assertThatThrownBy(() -> new Quantities.Bytes().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("1000, 10kB, 64KiB or 1MiB");
    }
}
