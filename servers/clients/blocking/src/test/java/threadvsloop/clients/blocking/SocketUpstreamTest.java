package threadvsloop.clients.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.endpoints.HostPort;
import threadvsloop.endpoints.NeighbourException;
import threadvsloop.endpoints.RawUpstream;
import threadvsloop.endpoints.UpstreamAnswer;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SocketUpstreamTest {

    @Test
    void keepsItsConnection() throws Exception {
        try (RawUpstream raw = new RawUpstream()) {
            SocketUpstream upstream = new SocketUpstream(raw.address(), 4);
            raw.answer(RawUpstream.ok("waited")).answer("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy");
            assertThat(upstream.call(5)).isEqualTo(new UpstreamAnswer(200, "waited"));
            assertThat(upstream.call(60_000)).isEqualTo(new UpstreamAnswer(503, "busy"));
            assertThat(raw.requests()).containsExactly("GET /wait/5 HTTP/1.1", "GET /wait/60000 HTTP/1.1");
            assertThat(raw.connections()).isEqualTo(1);
            assertThat(upstream.queued()).isZero();
        }
    }

    @Test
    void opensAnotherWhenTheKeptOneWasClosed() throws Exception {
        try (RawUpstream raw = new RawUpstream()) {
            SocketUpstream upstream = new SocketUpstream(raw.address(), 4);
            raw.answer(RawUpstream.ok("a"));
            upstream.call(0);
            raw.closeConnections();
            raw.answer(RawUpstream.ok("b"));
            assertThat(upstream.call(0).body()).isEqualTo("b");
            raw.answer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nc")
                    .answer(RawUpstream.ok("d"));
            assertThat(upstream.call(0).body()).isEqualTo("c");
            assertThat(upstream.call(0).body()).isEqualTo("d");
            assertThat(raw.connections()).isEqualTo(3);
        }
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
        try (RawUpstream raw = new RawUpstream()) {
            SocketUpstream upstream = new SocketUpstream(raw.address(), 1);
            raw.answer(bytes);
            assertThatThrownBy(() -> upstream.call(0))
                    .isInstanceOf(NeighbourException.class)
                    .hasMessage("the upstream does not answer");
            raw.answer(RawUpstream.ok("well again"));
            assertThat(upstream.call(0).body()).isEqualTo("well again");
        }
    }

    @Test
    void saysSoToNobodyListening() throws Exception {
        HostPort nobody;
        try (RawUpstream raw = new RawUpstream()) {
            nobody = raw.address();
        }
        assertThatThrownBy(() -> new SocketUpstream(nobody, 1).call(0)).isInstanceOf(NeighbourException.class);
    }

    @Test
    void queuesInOrderBeyondItsPool() throws Exception {
        try (RawUpstream raw = new RawUpstream();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SocketUpstream upstream = new SocketUpstream(raw.address(), 1);
            Future<?> first = threads.submit(() -> upstream.call(1));
            await(raw, 1);
            Future<?> second = threads.submit(() -> upstream.call(2));
            while (upstream.queued() < 1) {
                Thread.sleep(1);
            }
            Future<?> third = threads.submit(() -> upstream.call(3));
            while (upstream.queued() < 2) {
                Thread.sleep(1);
            }
            raw.answer(RawUpstream.ok("x")).answer(RawUpstream.ok("y")).answer(RawUpstream.ok("z"));
            first.get();
            second.get();
            third.get();
            assertThat(raw.requests())
                    .containsExactly("GET /wait/1 HTTP/1.1", "GET /wait/2 HTTP/1.1", "GET /wait/3 HTTP/1.1");
            assertThat(raw.connections()).isEqualTo(1);
        }
    }

    private static void await(RawUpstream raw, int requests) throws InterruptedException {
        while (raw.requests().size() < requests) {
            Thread.sleep(1);
        }
    }
}
