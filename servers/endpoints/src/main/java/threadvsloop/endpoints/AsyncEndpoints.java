package threadvsloop.endpoints;

import java.util.function.Supplier;
import threadvsloop.endpoints.Routing.Answered;
import threadvsloop.endpoints.Routing.Call;
import threadvsloop.endpoints.backends.AsyncBackends;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.Stats;
import threadvsloop.http.Request;
import threadvsloop.http.Response;

/// The endpoints in async style: nothing waits, and the answer is handed over when there is one. For one loop.
///
/// @param stats taken for each `/stats`, on the loop
public record AsyncEndpoints(
        AsyncRuntime runtime, AsyncBackends backends, DiskFiles files, Identity identity, Supplier<Stats> stats) {

    /// Answers one request, which must stay valid until it is answered or this call returns, whichever is first.
    public void answer(Request request, Completion answer) {
        switch (Routing.of(request)) {
            case Answered answered -> answer.complete(answered.response());
            case Call call -> answer(call, request, answer);
        }
    }

    private void answer(Call call, Request request, Completion answer) {
        switch (call.endpoint()) {
            case PLAINTEXT -> answer.complete(Answers.PLAINTEXT);
            case JSON -> answer.complete(Answers.json());
            case BYTES -> answer.complete(Answers.bytes(call.first()));
            case ECHO -> answer.complete(Answers.echo(request));
            case WAIT -> runtime.sleep(call.waitNs(), () -> answer.complete(Answers.WAITED));
            case UPSTREAM -> callUpstream(call, new Gathering<>(call.first(), answer, Answers::upstream));
            case PAGE -> callUpstream(call, new Gathering<>(call.first(), answer, Page::of));
            case DB -> {
                RowIds ids = new RowIds();
                new Gathering<>(call.first(), answer, Answers::rows)
                        .inTurn(reply -> backends.database().row(ids.next(), reply));
            }
            case DB_WAIT ->
                new Gathering<Boolean>(1, answer, _ -> Answers.WAITED)
                        .inTurn(reply -> backends.database().sleep(call.first(), reply));
            case FILE -> {
                // Disks have no readiness to wait for, so that loops hand the reading to a worker, as Node.js does.
                FileReading reading = new FileReading(files, call.fileSize());
                runtime.offload(reading, () -> answer.complete(reading.answer));
            }
            case CPU -> answer.complete(Answers.cpu(call.first()));
            case BLOCK -> {
                // The very mistake that this endpoint stands for: the loop itself is blocked, and all that it serves.
                new BlockingCall(call.waitNs()).run();
                answer.complete(Answers.BLOCKED);
            }
            case OFFLOAD -> runtime.offload(new BlockingCall(call.waitNs()), () -> answer.complete(Answers.OFFLOADED));
            case DEEP ->
                // The timer is started at the bottom, and the stack is gone before it fires.
                DeepCall.run(
                        call.first(), () -> runtime.sleep(call.secondWaitNs(), () -> answer.complete(Answers.WAITED)));
            case STATS -> answer.complete(Answers.stats(identity, stats.get(), queued()));
        }
    }

    private void callUpstream(Call call, Gathering<UpstreamAnswer> gathering) {
        if (call.parallel()) {
            gathering.atOnce(reply -> backends.upstream().call(call.second(), reply));
        } else {
            gathering.inTurn(reply -> backends.upstream().call(call.second(), reply));
        }
    }

    private Stats.Queued queued() {
        return new Stats.Queued(
                backends.upstream().queued(), backends.database().queued());
    }

    /// Runs on a worker; its answer is read on the loop, afterwards.
    private static final class FileReading implements Runnable {
        private final DiskFiles files;
        private final FileSize size;
        private Response answer = Answers.FAILED;

        FileReading(DiskFiles files, FileSize size) {
            this.files = files;
            this.size = size;
        }

        @Override
        public void run() {
            answer = files.read(size);
        }
    }
}
