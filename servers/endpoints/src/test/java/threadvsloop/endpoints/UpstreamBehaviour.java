package threadvsloop.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.endpoints.backends.BackendException;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.options.HostPort;

/// What a client of the upstream does with its connections, seen from the upstream's end. Each client inherits it.
public abstract class UpstreamBehaviour {

    /// The client under test.
    public interface Client {

        /// Makes a call; returns at once.
        CompletableFuture<UpstreamAnswer> call(int ms);

        /// How many calls had to wait for a connection.
        long queued();
    }

    private RawUpstream raw;

    /// A new client.
    ///
    /// @param bound of connections open at once
    protected abstract Client client(HostPort upstream, int bound) throws Exception;

    @BeforeEach
    void startUpstream() throws Exception {
        raw = new RawUpstream();
    }

    @AfterEach
    void closeUpstream() throws Exception {
        raw.close();
    }

    private Client client(int bound) throws Exception {
        return client(raw.address(), bound);
    }

    private void awaitRequests(int count) throws InterruptedException {
        while (raw.requests().size() < count) {
            Thread.sleep(1);
        }
    }

    private static void awaitQueued(Client client, int count) throws InterruptedException {
        while (client.queued() < count) {
            Thread.sleep(1);
        }
    }

    private static void assertNoAnswer(CompletableFuture<UpstreamAnswer> call) {
        assertThatThrownBy(call::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(BackendException.class)
                .hasMessage("the upstream does not answer");
    }

    /// That these bytes are no answer, and harm no later call.
    protected final void assertIsNoAnswer(String bytes) throws Exception {
        Client client = client(1);
        raw.answer(bytes);
        assertNoAnswer(client.call(0));
        raw.answer(RawUpstream.ok("well again"));
        assertThat(client.call(0).get().body()).isEqualTo("well again");
    }

    /// That these bytes are such an answer.
    protected final void assertIsAnswer(String bytes, UpstreamAnswer answer) throws Exception {
        raw.answer(bytes);
        assertThat(client(1).call(0).get()).isEqualTo(answer);
    }

    @Test
    void keepsItsConnection() throws Exception {
        Client client = client(4);
        raw.answer(RawUpstream.ok("waited")).answer("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy");
        assertThat(client.call(5).get()).isEqualTo(new UpstreamAnswer(200, "waited"));
        assertThat(client.call(60_000).get()).isEqualTo(new UpstreamAnswer(503, "busy"));
        assertThat(raw.requests()).containsExactly("GET /wait/5 HTTP/1.1", "GET /wait/60000 HTTP/1.1");
        assertThat(raw.connections()).isEqualTo(1);
        assertThat(client.queued()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nwai\r\n3\r\nt\u00e9d\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 6\r\nServer: other\r\n\r\nwait\u00e9d",
                "HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\nwait\u00e9d",
            })
    void understandsAnswersInAnyForm(String bytes) throws Exception {
        assertIsAnswer(bytes, new UpstreamAnswer(200, "wait\u00e9d"));
    }

    @Test
    void opensAnotherWhenTheKeptOneWasClosed() throws Exception {
        Client client = client(1);
        raw.answer(RawUpstream.ok("a"));
        assertThat(client.call(0).get().body()).isEqualTo("a");
        raw.closeConnections();
        raw.answer(RawUpstream.ok("b"));
        assertThat(client.call(0).get().body()).isEqualTo("b");
        assertThat(raw.connections()).isEqualTo(2);
    }

    @Test
    void opensAnotherWhenAnAnswerWasTheLastOfItsConnection() throws Exception {
        Client client = client(1);
        raw.answer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na")
                .answer(RawUpstream.ok("b"));
        assertThat(client.call(0).get().body()).isEqualTo("a");
        assertThat(client.call(0).get().body()).isEqualTo("b");
        assertThat(raw.connections()).isEqualTo(2);
    }

    /// The first answer keeps the connection; the second request finds it closed, without an answer, and is
    /// made again.
    @Test
    void makesACallAgainThatAKeptConnectionDidNotAnswer() throws Exception {
        Client client = client(1);
        raw.answer(RawUpstream.ok("a")).answer(RawUpstream.CLOSE).answer(RawUpstream.ok("b"));
        assertThat(client.call(1).get().body()).isEqualTo("a");
        assertThat(client.call(2).get().body()).isEqualTo("b");
        assertThat(raw.requests())
                .containsExactly("GET /wait/1 HTTP/1.1", "GET /wait/2 HTTP/1.1", "GET /wait/2 HTTP/1.1");
        assertThat(raw.connections()).isEqualTo(2);
    }

    @Test
    void makesACallAgainOnlyOnce() throws Exception {
        Client client = client(1);
        raw.answer(RawUpstream.ok("a")).answer(RawUpstream.CLOSE).answer(RawUpstream.CLOSE);
        assertThat(client.call(1).get().body()).isEqualTo("a");
        assertNoAnswer(client.call(2));
        assertThat(raw.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RawUpstream.CLOSE,
                "nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            })
    void saysThatItDoesNotAnswer(String bytes) throws Exception {
        assertIsNoAnswer(bytes);
    }

    @Test
    void saysSoOfAnAnswerThatIsTooLong() throws Exception {
        String body = "x".repeat(2_000_000);
        assertIsNoAnswer("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /// Even on a connection that was kept: the upstream may have done what it was asked.
    @Test
    void saysSoOfAnAnswerThatBreaksOff() throws Exception {
        Client client = client(1);
        raw.answer(RawUpstream.ok("a")).answer("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nwai");
        assertThat(client.call(0).get().body()).isEqualTo("a");
        CompletableFuture<UpstreamAnswer> broken = client.call(0);
        awaitRequests(2);
        // The part that is there must have been read before the end comes.
        assertThatThrownBy(() -> broken.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        raw.closeConnections();
        assertNoAnswer(broken);
        raw.answer(RawUpstream.ok("b"));
        assertThat(client.call(0).get().body()).isEqualTo("b");
        assertThat(raw.connections()).isEqualTo(2);
    }

    @Test
    void saysSoOfNobodyListening() throws Exception {
        raw.close();
        // Longer than a label may be: known to be no name without asking a name server, which may take half a minute.
        HostPort noName = new HostPort("x".repeat(64) + ".invalid", 9);
        for (HostPort nobody : List.of(raw.address(), noName)) {
            Client client = client(nobody, 1);
            CompletableFuture<UpstreamAnswer> first = client.call(0);
            CompletableFuture<UpstreamAnswer> second = client.call(0);
            assertNoAnswer(first);
            assertNoAnswer(second);
        }
    }

    @Test
    void queuesInOrderBeyondItsBound() throws Exception {
        Client client = client(1);
        CompletableFuture<UpstreamAnswer> first = client.call(1);
        awaitRequests(1);
        CompletableFuture<UpstreamAnswer> second = client.call(2);
        awaitQueued(client, 1);
        CompletableFuture<UpstreamAnswer> third = client.call(3);
        awaitQueued(client, 2);
        raw.answer(RawUpstream.ok("x")).answer(RawUpstream.ok("y")).answer(RawUpstream.ok("z"));
        assertThat(first.get().body()).isEqualTo("x");
        assertThat(second.get().body()).isEqualTo("y");
        assertThat(third.get().body()).isEqualTo("z");
        assertThat(raw.requests())
                .containsExactly("GET /wait/1 HTTP/1.1", "GET /wait/2 HTTP/1.1", "GET /wait/3 HTTP/1.1");
        assertThat(raw.connections()).isEqualTo(1);
        assertThat(client.queued()).isEqualTo(2);
    }

    @Test
    void opensAsManyAsItsBoundAllows() throws Exception {
        Client client = client(3);
        List<CompletableFuture<UpstreamAnswer>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(client.call(i));
        }
        awaitRequests(3);
        awaitQueued(client, 2);
        for (int i = 0; i < 5; i++) {
            raw.answer(RawUpstream.ok("x"));
        }
        for (CompletableFuture<UpstreamAnswer> call : calls) {
            assertThat(call.get().body()).isEqualTo("x");
        }
        assertThat(raw.requests()).hasSize(5);
        assertThat(raw.connections()).isEqualTo(3);
        assertThat(client.queued()).isEqualTo(2);
    }
}
