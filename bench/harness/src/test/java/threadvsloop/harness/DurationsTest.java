package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "250ms, 250",
        "1.5s, 1500",
        "2m, 120000",
        "1h, 3600000",
        "' 3 S ', 3000",
        "0s, 0",
        "1m30s, 90000",
        "1h 2min 3s 4ms, 3723004",
        ".5s, 500",
        "1000µs, 1",
        "1d, 86400000"
    })
    void readsANumberWithAUnit(String text, long ms) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(ms));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-1s", "1.s", "s", "1 day", "1s2", "1,5s", "30s1m", "1s1s", "٣s", "1m30"})
    void refusesEverythingElseWithAnExample(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("250ms");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59.4, 59 s", "60, 1 min 00 s", "185, 3 min 05 s"})
    void speaksToPeople(double seconds, String words) {
        assertThat(Durations.words(Durations.ofSeconds(seconds))).isEqualTo(words);
    }
}
