package threadvsloop.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PatternTest {

    @Test
    void isTheAlphabetOverAndOver() {
        ByteBuffer bytes = Pattern.firstBytes(1_000_000);
        assertThat(bytes.limit()).isEqualTo(1_000_000);
        for (int i = 0; i < bytes.limit(); i++) {
            assertThat(bytes.get(i)).isEqualTo((byte) ('a' + i % 26));
        }
    }

    @Test
    void viewsMoveIndependently() {
        ByteBuffer one = Pattern.firstBytes(10);
        one.position(5);
        assertThat(Pattern.firstBytes(10).position()).isZero();
        assertThat(Pattern.firstBytes(10).isDirect()).isTrue();
    }
}
