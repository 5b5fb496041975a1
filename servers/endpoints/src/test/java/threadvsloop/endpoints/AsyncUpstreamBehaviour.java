package threadvsloop.endpoints;

import java.util.concurrent.CompletableFuture;
import threadvsloop.endpoints.backends.AsyncUpstream;
import threadvsloop.endpoints.backends.BackendException;
import threadvsloop.endpoints.backends.Reply;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.options.HostPort;

/// The same of a loop's client, whose replies come on the loop and never within the call.
public abstract class AsyncUpstreamBehaviour extends UpstreamBehaviour {

    /// A new client of the loop.
    protected abstract AsyncUpstream upstream(HostPort upstream, int bound);

    /// Has the task run on the loop.
    protected abstract void execute(Runnable task);

    /// Whether this is the loop's thread.
    protected abstract boolean isOnLoop();

    @Override
    protected final Client client(HostPort upstream, int bound) {
        AsyncUpstream client = upstream(upstream, bound);
        return new Client() {
            @Override
            public CompletableFuture<UpstreamAnswer> call(int ms) {
                Outcome outcome = new Outcome();
                execute(() -> {
                    client.call(ms, outcome);
                    outcome.withinCall = false;
                });
                return outcome.result;
            }

            @Override
            public long queued() {
                return client.queued();
            }
        };
    }

    /// What became of a call.
    private final class Outcome implements Reply<UpstreamAnswer> {
        private final CompletableFuture<UpstreamAnswer> result = new CompletableFuture<>();

        /// Changes on the loop's thread alone.
        private boolean withinCall = true;

        @Override
        public void done(UpstreamAnswer value) {
            if (isInPlace()) {
                result.complete(value);
            }
        }

        @Override
        public void failed(BackendException e) {
            if (isInPlace()) {
                result.completeExceptionally(e);
            }
        }

        private boolean isInPlace() {
            if (!isOnLoop()) {
                result.completeExceptionally(new AssertionError("a reply on another thread than the loop's"));
            } else if (withinCall) {
                result.completeExceptionally(new AssertionError("a reply within the call"));
            } else {
                return true;
            }
            return false;
        }
    }
}
