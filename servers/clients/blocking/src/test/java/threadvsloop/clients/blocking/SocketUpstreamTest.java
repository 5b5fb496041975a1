package threadvsloop.clients.blocking;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import threadvsloop.endpoints.UpstreamBehaviour;
import threadvsloop.endpoints.backends.BackendException;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.options.HostPort;

class SocketUpstreamTest extends UpstreamBehaviour {

    /// Each call waits in a thread of its own.
    @Override
    protected Client client(HostPort upstream, int bound) {
        SocketUpstream client = new SocketUpstream(upstream, bound);
        return new Client() {
            @Override
            public CompletableFuture<UpstreamAnswer> call(int ms) {
                CompletableFuture<UpstreamAnswer> result = new CompletableFuture<>();
                Thread.startVirtualThread(() -> {
                    try {
                        result.complete(client.call(ms));
                    } catch (BackendException | InterruptedException | RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                });
                return result;
            }

            @Override
            public long queued() {
                return client.queued();
            }
        };
    }

    @Test
    void understandsAnAnswerWithoutABody() throws Exception {
        assertIsAnswer("HTTP/1.1 204 No Content\r\n\r\n", new UpstreamAnswer(204, ""));
    }
}
