package threadvsloop.loadgen;

import java.time.Duration;

/// Options for tests: short, small, and changed one by one.
record Load(
        int port,
        RequestSpec request,
        int connections,
        double connectPerSecond,
        LoadShape shape,
        Duration warmup,
        Duration measurement,
        Duration timeout,
        int loops) {

    static final long SEED = 7;

    /// Four connections, 200 ms of closed load.
    static Load on(int port) {
        return new Load(
                port,
                RequestSpec.get("/"),
                4,
                100_000,
                new LoadShape.Closed(),
                Duration.ZERO,
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                1);
    }

    Load request(RequestSpec other) {
        return new Load(port, other, connections, connectPerSecond, shape, warmup, measurement, timeout, loops);
    }

    Load connections(int other) {
        return new Load(port, request, other, connectPerSecond, shape, warmup, measurement, timeout, loops);
    }

    Load connectPerSecond(double other) {
        return new Load(port, request, connections, other, shape, warmup, measurement, timeout, loops);
    }

    Load open(Arrivals arrivals, double requestsPerSecond) {
        return shape(new LoadShape.Open(arrivals, requestsPerSecond));
    }

    Load shape(LoadShape other) {
        return new Load(port, request, connections, connectPerSecond, other, warmup, measurement, timeout, loops);
    }

    Load warmupMs(long ms) {
        return new Load(
                port,
                request,
                connections,
                connectPerSecond,
                shape,
                Duration.ofMillis(ms),
                measurement,
                timeout,
                loops);
    }

    Load measurementMs(long ms) {
        return new Load(
                port, request, connections, connectPerSecond, shape, warmup, Duration.ofMillis(ms), timeout, loops);
    }

    Load timeoutMs(long ms) {
        return new Load(
                port, request, connections, connectPerSecond, shape, warmup, measurement, Duration.ofMillis(ms), loops);
    }

    Load loops(int other) {
        return new Load(port, request, connections, connectPerSecond, shape, warmup, measurement, timeout, other);
    }

    LoadOptions options() {
        return new LoadOptions(
                "127.0.0.1",
                port,
                request,
                connections,
                connectPerSecond,
                shape,
                warmup,
                measurement,
                timeout,
                SEED,
                loops);
    }

    LoadResult run() throws Exception {
        return new LoadGenerator(options()).run(LoadListener.NONE);
    }
}
