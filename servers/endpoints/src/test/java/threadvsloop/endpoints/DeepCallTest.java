package threadvsloop.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepCallTest {

    private static long depth() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getMethodName().equals("descend"))
                        .count());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 500, 1000})
    void isAsDeepAsItSays(int frames) {
        AtomicLong seen = new AtomicLong();
        // Often enough to be compiled on the way.
        for (int i = 0; i < 200; i++) {
            DeepCall.run(frames, () -> seen.set(depth()));
            assertThat(seen.get()).isEqualTo(frames);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void letsThroughWhatFailsAtTheBottom(int frames) {
        assertThatThrownBy(() -> DeepCall.<IOException, InterruptedException>run(frames, () -> {
                    throw new IOException("planned");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("planned");
    }
}
