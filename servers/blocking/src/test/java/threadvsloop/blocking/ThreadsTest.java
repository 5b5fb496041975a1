package threadvsloop.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.UsageException;

class ThreadsTest {

    private static Thread threadOf(Executor executor) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        executor.execute(() -> thread.complete(Thread.currentThread()));
        return thread.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"platform, false", "spawn, false", "pool:1, false", "virtual, true"})
    void areOfTheirKind(String text, boolean virtual) throws Exception {
        Thread thread = threadOf(Threads.parse(text).executor());
        assertThat(thread.isVirtual()).isEqualTo(virtual);
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void aPoolUsesItsThreadsAgain() throws Exception {
        Executor pool = Threads.parse("pool:1").executor();
        assertThat(threadOf(pool)).isSameAs(threadOf(pool));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "virtua", "Virtual", "pool", "pool:", "pool:0", "pool:-1", "pool:x", "pool:65536"})
    void areRefusedWhenUnknown(String text) {
        assertThatThrownBy(() -> Threads.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "platform, blocking-platform",
        "virtual, blocking-virtual",
        "pool:200, blocking-pool",
        "spawn, blocking-spawn",
    })
    void nameTheContestant(String text, String id) throws UsageException {
        BlockingContestant contestant = new BlockingContestant();
        Options options = Options.parse(contestant.options(), "--threads", text);
        assertThat(contestant.id(options)).isEqualTo(id);
    }
}
