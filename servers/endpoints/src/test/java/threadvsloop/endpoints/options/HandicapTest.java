package threadvsloop.endpoints.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandicapTest {
    private static final List<Option<?>> KNOWN = List.of(Handicap.BURN, Handicap.DELAY);

    private static Options parse(String... args) throws UsageException {
        return Options.parse(KNOWN, args);
    }

    @Test
    void isNoneUnlessWanted() throws UsageException {
        assertThat(Handicap.of(parse())).isSameAs(Handicap.NONE);
        assertThat(Handicap.of(parse("--burn", "0", "--delay", "0.0"))).isSameAs(Handicap.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2, 2000000",
        "2.5, 2500000",
        "0.000001, 1",
        "007, 7000000",
        "60000, 60000000000",
    })
    void readsADelay(String text, long ns) throws UsageException {
        assertThat(Handicap.of(parse("--delay", text)).delayNs()).isEqualTo(ns);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "+1", "2,5", ".5", "5.", "1e3", "0.0000001", "60000.1", "60001", "100000"})
    void refusesAnyOtherDelay(String text) {
        assertThatThrownBy(() -> parse("--delay=" + text))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--delay must be a number of milliseconds from 0 to 60000, such as 2.5, not \"" + text + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.5", "10000001"})
    void refusesAnyOtherBurn(String text) {
        assertThatThrownBy(() -> parse("--burn=" + text))
                .isInstanceOf(UsageException.class)
                .hasMessage("--burn must be a whole number from 0 to 10000000, not \"" + text + '"');
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 60_000_000_001L})
    void isNoLongerThanAMinute(long delayNs) {
        assertThatThrownBy(() -> new Handicap(null, delayNs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delayNs must be from 0 to 60000000000, not " + delayNs);
    }

    @Test
    void doesItsWork() {
        AtomicInteger times = new AtomicInteger();
        new Handicap(times::incrementAndGet, 0).burn();
        assertThat(times).hasValue(1);
    }

    @Test
    void isAsMuchWorkAsItSays() throws UsageException {
        assertThat(Handicap.of(parse("--burn", "1000")).work()).isEqualTo(new Burn(1000));
        long startNs = System.nanoTime();
        new Burn(2_000_000).run();
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(2_000_000);
    }

    @Test
    void burnsNoLessThanNothing() {
        new Burn(0).run();
        assertThatThrownBy(() -> new Burn(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ns must be 0 or more, not -1");
    }
}
