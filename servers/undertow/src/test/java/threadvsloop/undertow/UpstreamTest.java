package threadvsloop.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import threadvsloop.endpoints.HostPort;
import threadvsloop.endpoints.NeighbourException;
import threadvsloop.endpoints.RawUpstream;
import threadvsloop.endpoints.Reply;
import threadvsloop.endpoints.UpstreamAnswer;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UpstreamTest {
    private static final XnioWorker WORKER = worker();
    private static final IoLoop LOOP = new IoLoop(WORKER.getIoThread(0), Executors.newSingleThreadExecutor());

    private static XnioWorker worker() {
        try {
            return Xnio.getInstance(UpstreamTest.class.getClassLoader())
                    .createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1, Options.THREAD_DAEMON, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void end() {
        WORKER.shutdownNow();
    }

    /// What became of calls, in order: an [UpstreamAnswer] or a [NeighbourException].
    private final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();

    private final BlockingQueue<AssertionError> misplaced = new LinkedBlockingQueue<>();

    /// Makes calls in the I/O thread, one right after another.
    private void call(Upstream upstream, int... ms) {
        LOOP.execute(() -> {
            AtomicBoolean within = new AtomicBoolean(true);
            for (int each : ms) {
                upstream.call(each, new Noting(within));
            }
            within.set(false);
        });
    }

    private final class Noting implements Reply<UpstreamAnswer> {
        private final AtomicBoolean withinCall;

        Noting(AtomicBoolean withinCall) {
            this.withinCall = withinCall;
        }

        @Override
        public void done(UpstreamAnswer value) {
            note(value);
        }

        @Override
        public void failed(NeighbourException e) {
            note(e);
        }

        private void note(Object outcome) {
            if (withinCall.get() || Thread.currentThread() != (Object) LOOP.thread) {
                misplaced.add(new AssertionError("a reply within the call, or in another thread: " + outcome));
            }
            outcomes.add(outcome);
        }
    }

    private Object outcome() throws InterruptedException {
        Object outcome = outcomes.poll(30, TimeUnit.SECONDS);
        assertThat(misplaced).isEmpty();
        return outcome == null ? "none" : outcome;
    }

    private static Upstream upstream(RawUpstream raw, int bound) {
        return new Upstream(LOOP, raw.address(), bound);
    }

    private static void await(RawUpstream raw, int requests) throws InterruptedException {
        while (raw.requests().size() < requests) {
            Thread.sleep(1);
        }
    }

    @Test
    void keepsItsConnection() throws Exception {
        try (RawUpstream raw = new RawUpstream()) {
            Upstream upstream = upstream(raw, 4);
            raw.answer(RawUpstream.ok("waited")).answer("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy");
            call(upstream, 5);
            assertThat(outcome()).isEqualTo(new UpstreamAnswer(200, "waited"));
            call(upstream, 60_000);
            assertThat(outcome()).isEqualTo(new UpstreamAnswer(503, "busy"));
            assertThat(raw.requests()).containsExactly("GET /wait/5 HTTP/1.1", "GET /wait/60000 HTTP/1.1");
            assertThat(raw.connections()).isEqualTo(1);
            assertThat(upstream.queued()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nwai\r\n3\r\nted\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 6\r\nServer: other\r\n\r\nwaited",
                "HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\nwaited",
            })
    void understandsAnswersInAnyForm(String bytes) throws Exception {
        try (RawUpstream raw = new RawUpstream()) {
            raw.answer(bytes);
            call(upstream(raw, 1), 1);
            assertThat(outcome()).isEqualTo(new UpstreamAnswer(200, "waited"));
        }
    }

    @Test
    void makesAnotherConnectionWhenTheKeptOneIsClosed() throws Exception {
        try (RawUpstream raw = new RawUpstream()) {
            Upstream upstream = upstream(raw, 1);
            raw.answer(RawUpstream.ok("a")).answer(RawUpstream.CLOSE).answer(RawUpstream.ok("b"));
            call(upstream, 0);
            assertThat(outcome()).isEqualTo(new UpstreamAnswer(200, "a"));
            call(upstream, 1);
            assertThat(outcome()).as("asked again").isEqualTo(new UpstreamAnswer(200, "b"));
            raw.closeConnections();
            raw.answer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nc")
                    .answer(RawUpstream.ok("d"));
            call(upstream, 2);
            assertThat(outcome()).isEqualTo(new UpstreamAnswer(200, "c"));
            call(upstream, 3);
            assertThat(outcome()).isEqualTo(new UpstreamAnswer(200, "d"));
            assertThat(raw.connections()).isEqualTo(4);
        }
    }

    @Test
    void asksOnceMoreOnly() throws Exception {
        try (RawUpstream raw = new RawUpstream()) {
            Upstream upstream = upstream(raw, 1);
            raw.answer(RawUpstream.ok("a")).answer(RawUpstream.CLOSE).answer(RawUpstream.CLOSE);
            call(upstream, 0);
            assertThat(outcome()).isInstanceOf(UpstreamAnswer.class);
            call(upstream, 0);
            assertThat(outcome()).isInstanceOf(NeighbourException.class);
            assertThat(raw.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RawUpstream.CLOSE,
                "nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n",
            })
    void saysThatItDoesNotAnswer(String bytes) throws Exception {
        try (RawUpstream raw = new RawUpstream()) {
            Upstream upstream = upstream(raw, 1);
            String tooLong = bytes.contains("2000000") ? "x".repeat(2_000_000) : "";
            raw.answer(bytes + tooLong);
            call(upstream, 0);
            assertThat(outcome())
                    .isInstanceOfSatisfying(
                            NeighbourException.class, e -> assertThat(e).hasMessage("the upstream does not answer"));
            raw.answer(RawUpstream.ok("well again"));
            call(upstream, 0);
            assertThat(outcome()).isEqualTo(new UpstreamAnswer(200, "well again"));
        }
    }

    @Test
    void saysSoOfAnAnswerThatEndsEarly() throws Exception {
        try (RawUpstream raw = new RawUpstream()) {
            Upstream upstream = upstream(raw, 1);
            raw.answer("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nwai").answer(RawUpstream.ok("b"));
            call(upstream, 0);
            await(raw, 1);
            assertThat(outcomes).isEmpty();
            raw.closeConnections();
            assertThat(outcome()).isInstanceOf(NeighbourException.class);
            call(upstream, 0);
            assertThat(outcome()).isEqualTo(new UpstreamAnswer(200, "b"));
        }
    }

    @Test
    void saysSoToNobodyListening() throws Exception {
        HostPort nobody;
        try (RawUpstream raw = new RawUpstream()) {
            nobody = raw.address();
        }
        call(new Upstream(LOOP, nobody, 1), 0, 0);
        assertThat(List.of(outcome(), outcome())).hasOnlyElementsOfType(NeighbourException.class);
        call(new Upstream(LOOP, new HostPort("no.such.host.invalid", 9), 1), 0, 0);
        assertThat(List.of(outcome(), outcome())).hasOnlyElementsOfType(NeighbourException.class);
    }

    @Test
    void queuesInOrderBeyondItsPool() throws Exception {
        try (RawUpstream raw = new RawUpstream()) {
            Upstream upstream = upstream(raw, 1);
            call(upstream, 1, 2, 3);
            await(raw, 1);
            assertThat(upstream.queued()).isEqualTo(2);
            raw.answer(RawUpstream.ok("x")).answer(RawUpstream.ok("y")).answer(RawUpstream.ok("z"));
            assertThat(List.of(outcome(), outcome(), outcome()))
                    .containsExactly(
                            new UpstreamAnswer(200, "x"), new UpstreamAnswer(200, "y"), new UpstreamAnswer(200, "z"));
            assertThat(raw.requests())
                    .containsExactly("GET /wait/1 HTTP/1.1", "GET /wait/2 HTTP/1.1", "GET /wait/3 HTTP/1.1");
            assertThat(raw.connections()).isEqualTo(1);
        }
    }

    @Test
    void opensAsManyAsItsPoolAllows() throws Exception {
        try (RawUpstream raw = new RawUpstream()) {
            Upstream upstream = upstream(raw, 3);
            call(upstream, 1, 2, 3, 4);
            await(raw, 3);
            assertThat(raw.connections()).isEqualTo(3);
            assertThat(upstream.queued()).isEqualTo(1);
            for (int i = 0; i < 4; i++) {
                raw.answer(RawUpstream.ok("x"));
            }
            for (int i = 0; i < 4; i++) {
                assertThat(outcome()).isEqualTo(new UpstreamAnswer(200, "x"));
            }
        }
    }
}
