package threadvsloop.endpoints;

import java.io.IOException;
import java.util.function.Supplier;
import threadvsloop.endpoints.Routing.Call;
import threadvsloop.endpoints.Routing.Refused;
import threadvsloop.http.Request;
import threadvsloop.http.Response;

/// The endpoints in blocking style: the calling thread waits, and returns with the answer. Stateless: any number of
/// threads may call.
///
/// @param stats taken for each `/stats`; any thread
public record BlockingEndpoints(BlockingRuntime runtime, Identity identity, Supplier<Stats> stats) {

    /// Answers one request.
    ///
    /// @throws IOException if the client is gone
    /// @throws InterruptedException if the thread is interrupted while it waits
    public Response answer(Request request) throws IOException, InterruptedException {
        return switch (Routing.of(request)) {
            case Refused refused -> refused.response();
            case Call call -> answer(call, request);
        };
    }

    private Response answer(Call call, Request request) throws IOException, InterruptedException {
        return switch (call.endpoint()) {
            case PLAINTEXT -> Answers.PLAINTEXT;
            case JSON -> Answers.json();
            case BYTES -> Answers.bytes(call.number());
            case ECHO -> Answers.echo(request);
            case WAIT -> {
                runtime.sleep(call.waitNs());
                yield Answers.WAITED;
            }
            case BLOCK -> {
                // Here, waiting is blocking: the same call as for WAIT.
                runtime.sleep(call.waitNs());
                yield Answers.BLOCKED;
            }
            case OFFLOAD -> {
                runtime.offload(new BlockingCall(call.waitNs()));
                yield Answers.OFFLOADED;
            }
            case CPU -> Answers.cpu(call.number());
            case STATS -> Answers.stats(identity, stats.get());
        };
    }
}
