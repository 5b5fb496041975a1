package threadvsloop.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.endpoints.NeighbourException;
import threadvsloop.endpoints.RawUpstream;
import threadvsloop.endpoints.Reply;
import threadvsloop.endpoints.Timeouts;
import threadvsloop.endpoints.UpstreamAnswer;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UpstreamTest {
    private RawUpstream raw;
    private EventLoop loop;

    @BeforeEach
    void start() throws Exception {
        raw = new RawUpstream();
        loop = new EventLoop("test", Timeouts.withIdle(Duration.ZERO), Executors.newVirtualThreadPerTaskExecutor());
        Thread.ofPlatform().daemon().name("the loop").start(loop);
    }

    @AfterEach
    void stop() throws Exception {
        loop.stop(null);
        raw.close();
    }

    private CompletableFuture<UpstreamAnswer> call(Upstream upstream, int ms) {
        CompletableFuture<UpstreamAnswer> result = new CompletableFuture<>();
        loop.execute(() -> {
            boolean[] within = {true};
            upstream.call(ms, new Reply<>() {
                @Override
                public void done(UpstreamAnswer value) {
                    result.complete(value);
                }

                @Override
                public void failed(NeighbourException e) {
                    result.completeExceptionally(
                            within[0] || !Thread.currentThread().getName().equals("the loop")
                                    ? new AssertionError("failed within the call, or on another thread")
                                    : e);
                }
            });
            within[0] = false;
        });
        return result;
    }

    @Test
    void keepsItsConnection() throws Exception {
        Upstream upstream = new Upstream(loop, raw.address(), 4);
        raw.answer(RawUpstream.ok("waited")).answer("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy");
        assertThat(call(upstream, 5).get()).isEqualTo(new UpstreamAnswer(200, "waited"));
        assertThat(call(upstream, 60_000).get()).isEqualTo(new UpstreamAnswer(503, "busy"));
        assertThat(raw.requests()).containsExactly("GET /wait/5 HTTP/1.1", "GET /wait/60000 HTTP/1.1");
        assertThat(raw.connections()).isEqualTo(1);
        assertThat(upstream.queued()).isZero();
    }

    @Test
    void opensAnotherWhenTheKeptOneWasClosed() throws Exception {
        Upstream upstream = new Upstream(loop, raw.address(), 1);
        raw.answer(RawUpstream.ok("a"));
        call(upstream, 0).get();
        raw.closeConnections();
        raw.answer(RawUpstream.ok("b"));
        assertThat(call(upstream, 0).get().body()).isEqualTo("b");
        raw.answer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nc")
                .answer(RawUpstream.ok("d"));
        assertThat(call(upstream, 0).get().body()).isEqualTo("c");
        assertThat(call(upstream, 0).get().body()).isEqualTo("d");
        assertThat(raw.connections()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RawUpstream.CLOSE,
                "nonsense\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            })
    void saysThatItDoesNotAnswer(String bytes) throws Exception {
        Upstream upstream = new Upstream(loop, raw.address(), 1);
        raw.answer(bytes);
        assertThatThrownBy(() -> call(upstream, 0).get())
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(NeighbourException.class)
                .hasMessage("the upstream does not answer");
        raw.answer(RawUpstream.ok("well again"));
        assertThat(call(upstream, 0).get().body()).isEqualTo("well again");
    }

    @Test
    void saysSoToNobodyListening() throws Exception {
        raw.close();
        Upstream upstream = new Upstream(loop, raw.address(), 1);
        CompletableFuture<UpstreamAnswer> first = call(upstream, 0);
        CompletableFuture<UpstreamAnswer> second = call(upstream, 0);
        assertThatThrownBy(first::get).cause().isInstanceOf(NeighbourException.class);
        assertThatThrownBy(second::get).cause().isInstanceOf(NeighbourException.class);
    }

    @Test
    void queuesInOrderBeyondItsBound() throws Exception {
        Upstream upstream = new Upstream(loop, raw.address(), 2);
        CompletableFuture<UpstreamAnswer> last = new CompletableFuture<>();
        for (int i = 1; i <= 5; i++) {
            last = call(upstream, i);
            while (raw.requests().size() < Math.min(i, 2) || upstream.queued() < i - 2) {
                Thread.sleep(1);
            }
        }
        for (int i = 0; i < 5; i++) {
            raw.answer(RawUpstream.ok("x"));
        }
        last.get();
        assertThat(upstream.queued()).isEqualTo(3);
        assertThat(raw.connections()).isEqualTo(2);
        assertThat(raw.requests())
                .startsWith("GET /wait/1 HTTP/1.1", "GET /wait/2 HTTP/1.1")
                .hasSize(5);
    }
}
