package threadvsloop.endpoints;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import threadvsloop.endpoints.backends.BackendException;
import threadvsloop.endpoints.backends.Reply;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// The results of several asynchronous calls, one after another or all at once, and the answer made of them:
///
/// ```
///   CALLING ──done──► … ──last done──► answered
///      └──────failed, at once──────────► answered with 502; what else comes is dropped
/// ```
final class Gathering<T> implements Reply<T> {
    private final int times;
    private final Completion answer;
    private final Function<List<T>, Response> toResponse;
    private final List<T> results;
    private boolean failed;

    /// Makes the next call of a series in turn; null when all were made at once.
    private @Nullable Consumer<Reply<T>> nextCall;

    Gathering(int times, Completion answer, Function<List<T>, Response> toResponse) {
        this.times = times;
        this.answer = answer;
        this.toResponse = toResponse;
        this.results = new ArrayList<>(times);
    }

    /// Makes each call when the one before it is done.
    void inTurn(Consumer<Reply<T>> call) {
        nextCall = call;
        call.accept(this);
    }

    /// Makes all calls now.
    void atOnce(Consumer<Reply<T>> call) {
        for (int i = 0; i < times; i++) {
            call.accept(this);
        }
    }

    @Override
    public void done(T value) {
        if (failed) {
            return;
        }
        results.add(value);
        if (results.size() == times) {
            answer.complete(toResponse.apply(results));
        } else if (nextCall != null) {
            nextCall.accept(this);
        }
    }

    @Override
    public void failed(BackendException e) {
        if (!failed) {
            failed = true;
            answer.complete(Response.error(Status.BAD_GATEWAY, e.reason()));
        }
    }
}
