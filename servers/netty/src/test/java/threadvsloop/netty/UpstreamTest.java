package threadvsloop.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.endpoints.HostPort;
import threadvsloop.endpoints.NeighbourException;
import threadvsloop.endpoints.RawUpstream;
import threadvsloop.endpoints.Reply;
import threadvsloop.endpoints.UpstreamAnswer;

@ParameterizedClass
@EnumSource(Transport.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UpstreamTest {
    private final Transport transport;
    private final EventLoopGroup group;
    private final EventLoop loop;
    private RawUpstream raw;

    UpstreamTest(Transport transport) {
        this.transport = transport;
        group = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
        loop = group.next();
    }

    @BeforeEach
    void start() throws Exception {
        raw = new RawUpstream();
    }

    @AfterEach
    void stop() throws Exception {
        raw.close();
        Future<?> _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private Upstream upstream(HostPort address, int bound) {
        return new Upstream(loop, transport, address, bound);
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
                            within[0] || !loop.inEventLoop()
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
        Upstream upstream = upstream(raw.address(), 4);
        raw.answer(RawUpstream.ok("waited")).answer("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy");
        assertThat(call(upstream, 5).get()).isEqualTo(new UpstreamAnswer(200, "waited"));
        assertThat(call(upstream, 60_000).get()).isEqualTo(new UpstreamAnswer(503, "busy"));
        assertThat(raw.requests()).containsExactly("GET /wait/5 HTTP/1.1", "GET /wait/60000 HTTP/1.1");
        assertThat(raw.connections()).isEqualTo(1);
        assertThat(upstream.queued()).isZero();
    }

    @Test
    void understandsChunksAndAnswersWithoutABody() throws Exception {
        Upstream upstream = upstream(raw.address(), 1);
        raw.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\n\u00e9\r\n0\r\n\r\n")
                .answer("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(call(upstream, 0).get()).isEqualTo(new UpstreamAnswer(200, "ab\u00e9"));
        assertThat(call(upstream, 0).get()).isEqualTo(new UpstreamAnswer(204, ""));
        assertThat(raw.connections()).isEqualTo(1);
    }

    @Test
    void opensAnotherWhenTheKeptOneWasClosed() throws Exception {
        Upstream upstream = upstream(raw.address(), 1);
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

    /// The first answer keeps the connection; the second request finds it closed, without an answer, and is made again.
    @Test
    void makesACallAgainThatAKeptConnectionDidNotAnswer() throws Exception {
        Upstream upstream = upstream(raw.address(), 1);
        raw.answer(RawUpstream.ok("a")).answer(RawUpstream.CLOSE).answer(RawUpstream.ok("b"));
        assertThat(call(upstream, 1).get().body()).isEqualTo("a");
        assertThat(call(upstream, 2).get().body()).isEqualTo("b");
        assertThat(raw.requests())
                .containsExactly("GET /wait/1 HTTP/1.1", "GET /wait/2 HTTP/1.1", "GET /wait/2 HTTP/1.1");
        assertThat(raw.connections()).isEqualTo(2);
    }

    @Test
    void makesACallAgainOnlyOnce() throws Exception {
        Upstream upstream = upstream(raw.address(), 1);
        raw.answer(RawUpstream.ok("a")).answer(RawUpstream.CLOSE).answer(RawUpstream.CLOSE);
        call(upstream, 1).get();
        assertThatThrownBy(() -> call(upstream, 2).get()).cause().isInstanceOf(NeighbourException.class);
        assertThat(raw.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RawUpstream.CLOSE,
                "nonsense\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
            })
    void saysThatItDoesNotAnswer(String bytes) throws Exception {
        Upstream upstream = upstream(raw.address(), 1);
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
    void saysSoWhenAnAnswerBreaksOff() throws Exception {
        Upstream upstream = upstream(raw.address(), 1);
        raw.answer("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nwai");
        CompletableFuture<UpstreamAnswer> answer = call(upstream, 0);
        while (raw.requests().isEmpty()) {
            Thread.sleep(1);
        }
        Thread.sleep(50);
        raw.closeConnections();
        assertThatThrownBy(answer::get).cause().isInstanceOf(NeighbourException.class);
        assertThat(raw.connections()).isEqualTo(1);
    }

    @Test
    void saysSoToNobodyListening() throws Exception {
        raw.close();
        for (HostPort nobody : new HostPort[] {raw.address(), new HostPort("no.such.host.invalid", 9)}) {
            Upstream upstream = upstream(nobody, 1);
            CompletableFuture<UpstreamAnswer> first = call(upstream, 0);
            CompletableFuture<UpstreamAnswer> second = call(upstream, 0);
            assertThatThrownBy(first::get).cause().isInstanceOf(NeighbourException.class);
            assertThatThrownBy(second::get).cause().isInstanceOf(NeighbourException.class);
        }
    }

    @Test
    void queuesInOrderBeyondItsBound() throws Exception {
        Upstream upstream = upstream(raw.address(), 2);
        CompletableFuture<UpstreamAnswer> last = new CompletableFuture<>();
        for (int i = 1; i <= 5; i++) {
            last = call(upstream, i);
            while (raw.requests().size() < Math.min(i, 2)) {
                Thread.sleep(1);
            }
        }
        while (upstream.queued() < 3) {
            Thread.sleep(1);
        }
        raw.answer(RawUpstream.ok("x")).answer(RawUpstream.ok("x"));
        while (raw.requests().size() < 4) {
            Thread.sleep(1);
        }
        assertThat(raw.requests().subList(0, 2)).containsExactly("GET /wait/1 HTTP/1.1", "GET /wait/2 HTTP/1.1");
        assertThat(raw.requests().subList(2, 4))
                .containsExactlyInAnyOrder("GET /wait/3 HTTP/1.1", "GET /wait/4 HTTP/1.1");
        raw.answer(RawUpstream.ok("x")).answer(RawUpstream.ok("x")).answer(RawUpstream.ok("x"));
        last.get();
        assertThat(upstream.queued()).isEqualTo(3);
        assertThat(raw.connections()).isEqualTo(2);
        assertThat(raw.requests()).hasSize(5).endsWith("GET /wait/5 HTTP/1.1");
    }
}
