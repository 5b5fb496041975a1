package threadvsloop.helidon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.CloseConnectionException;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final Deadline deadline = new Deadline();

    @Test
    void isNotThereAtFirst() {
        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.claim()).isFalse();
    }

    @Test
    void cannotBeClaimedBeforeItHasPassed() {
        deadline.in(HOUR_NS);
        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.claim()).isFalse();
    }

    @Test
    void isClaimedOnce() {
        deadline.in(0);
        assertThat(deadline.hasPassed()).isTrue();
        assertThat(deadline.claim()).isTrue();
        assertThat(deadline.isClaimed()).isTrue();
        assertThat(deadline.claim()).isFalse();
        assertThat(deadline.hasPassed()).isFalse();
    }

    @Test
    void movesNoMoreWhenClaimed() {
        deadline.in(0);
        assertThat(deadline.claim()).isTrue();
        assertThatThrownBy(deadline::none).isInstanceOf(CloseConnectionException.class);
        assertThatThrownBy(() -> deadline.in(HOUR_NS)).isInstanceOf(CloseConnectionException.class);
        assertThat(deadline.isClaimed()).isTrue();
    }

    @Test
    void thatHasPassedMayStillMoveOn() {
        deadline.in(0);
        deadline.none();
        assertThat(deadline.claim()).isFalse();
        assertThat(deadline.isClaimed()).isFalse();
    }
}
