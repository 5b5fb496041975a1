package threadvsloop.endpoints;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import threadvsloop.endpoints.Routing.Answered;
import threadvsloop.endpoints.Routing.Call;
import threadvsloop.endpoints.backends.BackendException;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.backends.Row;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.Stats;
import threadvsloop.http.Request;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// The endpoints in blocking style: the calling thread waits, and returns with the answer. Stateless: any number of
/// threads may call.
///
/// @param stats taken for each `/stats`; any thread
public record BlockingEndpoints(
        BlockingRuntime runtime, BlockingBackends backends, DiskFiles files, Identity identity, Supplier<Stats> stats) {

    /// Answers one request.
    ///
    /// @throws IOException if the client is gone
    /// @throws InterruptedException if the thread is interrupted while it waits
    public Response answer(Request request) throws IOException, InterruptedException {
        return switch (Routing.of(request)) {
            case Answered answered -> answered.response();
            case Call call -> answer(call, request);
        };
    }

    private Response answer(Call call, Request request) throws IOException, InterruptedException {
        return switch (call.endpoint()) {
            case PLAINTEXT -> Answers.PLAINTEXT;
            case JSON -> Answers.json();
            case BYTES -> Answers.bytes(call.first());
            case ECHO -> Answers.echo(request);
            case WAIT -> {
                runtime.sleep(call.waitNs());
                yield Answers.WAITED;
            }
            case UPSTREAM, DB, DB_WAIT, PAGE -> {
                runtime.beforeWaiting();
                yield ofBackends(call);
            }
            case FILE -> {
                runtime.beforeWaiting();
                yield files.read(call.fileSize());
            }
            case CPU -> Answers.cpu(call.first());
            case BLOCK -> {
                runtime.block(call.waitNs());
                yield Answers.BLOCKED;
            }
            case OFFLOAD -> {
                runtime.offload(new BlockingCall(call.waitNs()));
                yield Answers.OFFLOADED;
            }
            case DEEP -> {
                // The stack stays as deep as it is while the thread waits.
                DeepCall.<IOException, InterruptedException>run(call.first(), () -> runtime.sleep(call.secondWaitNs()));
                yield Answers.WAITED;
            }
            case STATS -> Answers.stats(identity, stats.get(), queued());
        };
    }

    private Response ofBackends(Call call) throws InterruptedException {
        try {
            return switch (call.endpoint()) {
                case UPSTREAM -> Answers.upstream(callUpstream(call));
                case PAGE -> Page.of(callUpstream(call));
                case DB -> Answers.rows(rows(call.first()));
                case DB_WAIT -> {
                    backends.database().sleep(call.first());
                    yield Answers.WAITED;
                }
                default -> throw new IllegalArgumentException(call + " needs no backend");
            };
        } catch (BackendException e) {
            return Response.error(Status.BAD_GATEWAY, e.reason());
        }
    }

    private List<UpstreamAnswer> callUpstream(Call call) throws BackendException, InterruptedException {
        int ms = call.second();
        if (call.parallel()) {
            return backends.fanOut()
                    .atOnce(call.first(), () -> backends.upstream().call(ms));
        }
        List<UpstreamAnswer> answers = new ArrayList<>(call.first());
        for (int i = 0; i < call.first(); i++) {
            answers.add(backends.upstream().call(ms));
        }
        return answers;
    }

    private List<Row> rows(int queries) throws BackendException, InterruptedException {
        List<Row> rows = new ArrayList<>(queries);
        RowIds ids = new RowIds();
        for (int i = 0; i < queries; i++) {
            rows.add(backends.database().row(ids.next()));
        }
        return rows;
    }

    private Stats.Queued queued() {
        return new Stats.Queued(
                backends.upstream().queued(), backends.database().queued());
    }
}
