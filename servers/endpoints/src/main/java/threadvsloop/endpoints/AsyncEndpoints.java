package threadvsloop.endpoints;

import java.util.function.Supplier;
import threadvsloop.endpoints.Routing.Call;
import threadvsloop.endpoints.Routing.Refused;
import threadvsloop.http.Request;

/// The endpoints in async style: nothing waits, and the answer is handed over when there is one. For one loop.
///
/// @param stats taken for each `/stats`, on the loop
public record AsyncEndpoints(AsyncRuntime runtime, Identity identity, Supplier<Stats> stats) {

    /// Answers one request, which must stay valid until it is answered or this call returns, whichever is first.
    public void answer(Request request, Completion answer) {
        switch (Routing.of(request)) {
            case Refused refused -> answer.complete(refused.response());
            case Call call -> answer(call, request, answer);
        }
    }

    private void answer(Call call, Request request, Completion answer) {
        switch (call.endpoint()) {
            case PLAINTEXT -> answer.complete(Answers.PLAINTEXT);
            case JSON -> answer.complete(Answers.json());
            case BYTES -> answer.complete(Answers.bytes(call.number()));
            case ECHO -> answer.complete(Answers.echo(request));
            case WAIT -> runtime.sleep(call.waitNs(), () -> answer.complete(Answers.WAITED));
            case BLOCK -> {
                // The very mistake that this endpoint stands for: the loop itself is blocked, and all that it serves.
                new BlockingCall(call.waitNs()).run();
                answer.complete(Answers.BLOCKED);
            }
            case OFFLOAD -> runtime.offload(new BlockingCall(call.waitNs()), () -> answer.complete(Answers.OFFLOADED));
            case CPU -> answer.complete(Answers.cpu(call.number()));
            case STATS -> answer.complete(Answers.stats(identity, stats.get()));
        }
    }
}
