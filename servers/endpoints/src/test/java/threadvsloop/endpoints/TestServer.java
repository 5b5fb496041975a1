package threadvsloop.endpoints;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import threadvsloop.endpoints.backends.AsyncBackends;
import threadvsloop.endpoints.backends.AsyncDatabase;
import threadvsloop.endpoints.backends.AsyncUpstream;
import threadvsloop.endpoints.backends.BackendException;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.backends.BlockingDatabase;
import threadvsloop.endpoints.backends.BlockingUpstream;
import threadvsloop.endpoints.backends.FanOut;
import threadvsloop.endpoints.backends.Reply;
import threadvsloop.endpoints.backends.Row;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.Stats;
import threadvsloop.http.Request;
import threadvsloop.http.Response;

/// Both styles of endpoints over runtimes that wait for nothing and write down what they were asked to do.
final class TestServer {
    static final Identity IDENTITY = new Identity("test", "a \"runtime\"", "1.0", 42, Map.of("b", "2", "a", "1"));
    static final Stats STATS =
            new Stats(5, 1, new Stats.Level(1, 3), new Stats.Level(2, 4), new Stats.Lag(1_000, 2_000_000, 3_000_500));

    final List<String> calls = new ArrayList<>();
    final List<Runnable> pending = new ArrayList<>();

    /// Fails a call to either backend from the third on, if set.
    boolean backendsFail;

    final AtomicInteger callsMade = new AtomicInteger();

    private final BlockingBackends blockingBackends =
            new BlockingBackends(new TestUpstream(), new TestDatabase(), FanOut.virtual());
    private final AsyncBackends asyncBackends = new AsyncBackends(new TestUpstream(), new TestDatabase());

    /// Both styles of upstream.
    private final class TestUpstream implements BlockingUpstream, AsyncUpstream {
        @Override
        public UpstreamAnswer call(int ms) throws BackendException {
            if (backendsFail && callsMade.incrementAndGet() > 2) {
                throw BackendException.ofUpstream(new IOException("planned"));
            }
            return new UpstreamAnswer(200, "waited" + ms);
        }

        @Override
        public void call(int ms, Reply<UpstreamAnswer> reply) {
            pending.add(() -> reply(reply, () -> call(ms)));
        }

        @Override
        public long queued() {
            return 7;
        }
    }

    /// Both styles of database: row k holds 10 k.
    private final class TestDatabase implements BlockingDatabase, AsyncDatabase {
        @Override
        public Row row(int id) throws BackendException {
            if (backendsFail && callsMade.incrementAndGet() > 2) {
                throw BackendException.ofDatabase(new IOException("planned"));
            }
            return new Row(id, 10 * id);
        }

        @Override
        public void sleep(int ms) throws BackendException {
            calls.add("database sleep " + ms);
        }

        @Override
        public void row(int id, Reply<Row> reply) {
            pending.add(() -> reply(reply, () -> row(id)));
        }

        @Override
        public void sleep(int ms, Reply<Boolean> reply) {
            calls.add("database sleep " + ms);
            pending.add(() -> reply.done(true));
        }

        @Override
        public long queued() {
            return 9;
        }
    }

    private interface Call<T> {
        T make() throws BackendException;
    }

    private static <T> void reply(Reply<T> reply, Call<T> call) {
        T value;
        try {
            value = call.make();
        } catch (BackendException e) {
            reply.failed(e);
            return;
        }
        reply.done(value);
    }

    /// Runs what is pending, and what that leaves pending, to the end.
    void runPending() {
        while (!pending.isEmpty()) {
            pending.removeFirst().run();
        }
    }

    /// The answer in blocking style.
    Response blocking(Request request) throws Exception {
        BlockingRuntime runtime = new BlockingRuntime() {
            @Override
            public void sleep(long ns) {
                calls.add("sleep " + ns);
            }

            @Override
            public void offload(Runnable work) {
                calls.add("offload");
                work.run();
            }
        };
        return new BlockingEndpoints(runtime, blockingBackends, TestFiles.get(), IDENTITY, () -> STATS).answer(request);
    }

    /// The answer in async style, null while it is pending.
    AtomicReference<@Nullable Response> async(Request request) throws UsageException {
        AsyncRuntime runtime = new AsyncRuntime() {
            @Override
            public void sleep(long ns, Runnable then) {
                calls.add("sleep " + ns);
                pending.add(then);
            }

            @Override
            public void offload(Runnable work, Runnable then) {
                calls.add("offload");
                work.run();
                pending.add(then);
            }
        };
        AtomicReference<@Nullable Response> answer = new AtomicReference<>();
        new AsyncEndpoints(runtime, asyncBackends, TestFiles.get(), IDENTITY, () -> STATS).answer(request, response -> {
            if (!answer.compareAndSet(null, response)) {
                throw new AssertionError("answered twice");
            }
        });
        return answer;
    }
}
