package threadvsloop.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.UsageException;

class ThreadsTest {

    @Test
    void aPoolIsOfPlatformThreads() {
        QueuedThreadPool pool = Threads.parse("pool:200").pool();
        assertThat(pool.getMaxThreads()).isEqualTo(200);
        assertThat(pool.getVirtualThreadsExecutor()).isNull();
    }

    @Test
    void virtualThreadsHaveAnExecutorOfTheirOwn() {
        assertThat(Threads.parse("virtual").pool().getVirtualThreadsExecutor()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "virtua", "Virtual", "platform", "pool", "pool:", "pool:7", "pool:x", "pool:65536"})
    void areRefusedWhenUnknown(String text) {
        assertThatThrownBy(() -> Threads.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"pool:200, jetty", "virtual, jetty-virtual"})
    void nameTheContestant(String text, String id) throws UsageException {
        JettyContestant contestant = new JettyContestant();
        Options options = Options.parse(contestant.options(), "--threads", text);
        assertThat(contestant.id(options)).isEqualTo(id);
    }
}
