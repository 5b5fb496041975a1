package threadvsloop.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.UsageException;

class UndertowContestantTest {
    private final UndertowContestant contestant = new UndertowContestant();

    private String id(String... args) throws UsageException {
        return contestant.id(Options.parse(contestant.options(), args));
    }

    @Test
    void isCalledByWhereRequestsAreHandled() throws UsageException {
        assertThat(id()).isEqualTo("undertow-worker");
        assertThat(id("--threads", "pool:8")).isEqualTo("undertow-worker");
        assertThat(id("--threads", "io")).isEqualTo("undertow-io");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool:0", "pool:65536", "pool:", "virtual", "IO"})
    void refusesOtherThreads(String threads) {
        assertThatThrownBy(() -> id("--threads", threads))
                .isInstanceOf(UsageException.class)
                .hasMessage("--threads must be io, or pool:N with N from 1 to 65535, not \"" + threads + '"');
    }
}
