package threadvsloop.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.UsageException;

class EventLoopContestantTest {
    private final EventLoopContestant contestant = new EventLoopContestant();

    private String id(String... args) throws UsageException {
        return contestant.id(Options.parse(contestant.options(), args));
    }

    @Test
    void isCalledByItsLoops() throws UsageException {
        assertThat(id("--loops", "1")).isEqualTo("eventloop");
        assertThat(id("--loops", "2")).isEqualTo("eventloop-multi");
    }

    @Test
    void hasAtLeastOneLoop() {
        assertThatThrownBy(() -> id("--loops", "0"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--loops must be a whole number from 1 to 1024, not \"0\"");
    }
}
