package threadvsloop.endpoints;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import threadvsloop.http.Request;
import threadvsloop.http.Response;

/// Both styles of endpoints over runtimes that wait for nothing and write down what they were asked to do.
final class TestServer {
    static final Identity IDENTITY = new Identity("test", "a \"runtime\"", "1.0", 42, Map.of("b", "2", "a", "1"));
    static final Stats STATS =
            new Stats(5, 1, new Stats.Level(1, 3), new Stats.Level(2, 4), new Stats.Lag(1_000, 2_000_000, 3_000_500));

    final List<String> calls = new ArrayList<>();
    final List<Runnable> pending = new ArrayList<>();

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
        return new BlockingEndpoints(runtime, IDENTITY, () -> STATS).answer(request);
    }

    /// The answer in async style, null while it is pending.
    AtomicReference<@Nullable Response> async(Request request) {
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
        new AsyncEndpoints(runtime, IDENTITY, () -> STATS).answer(request, response -> {
            if (!answer.compareAndSet(null, response)) {
                throw new AssertionError("answered twice");
            }
        });
        return answer;
    }
}
