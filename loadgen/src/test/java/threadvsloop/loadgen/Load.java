package threadvsloop.loadgen;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.load.Address;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.Connections;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;
import threadvsloop.model.measured.LoadResult;

/// Options for tests: short, small, and changed one by one.
public record Load(LoadOptions options) {
    static final long SEED = 7;

    /// Four connections, 200 ms of closed load.
    public static Load on(int port) {
        return new Load(LoadOptions.plain(
                "127.0.0.1",
                port,
                RequestSpec.get("/"),
                4,
                100_000,
                new LoadShape.Closed(),
                Duration.ZERO,
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                SEED,
                1));
    }

    Load host(String other) {
        return targets(List.of(new Address(other, options.targets().getFirst().port())));
    }

    public Load targets(List<Address> other) {
        return new Changed(options).targets(other).load();
    }

    public Load sources(String... other) {
        return new Changed(options).sources(List.of(other)).load();
    }

    Load request(RequestSpec other) {
        return requests(RequestMix.of(other));
    }

    Load requests(RequestMix other) {
        return new Changed(options).requests(other).load();
    }

    public Load connections(int other) {
        return new Changed(options).connections(other).load();
    }

    Load connectionPerRequest() {
        return new Changed(options).connectionPerRequest(true).load();
    }

    Load idle(int other) {
        return new Changed(options).idle(other).load();
    }

    Load slowReaders(SlowReaders other) {
        return new Changed(options).slowReaders(other).load();
    }

    Load slowWriters(SlowWriters other) {
        return new Changed(options).slowWriters(other).load();
    }

    Load connectPerSecond(double other) {
        return new Changed(options).connectPerSecond(other).load();
    }

    Load open(Arrivals arrivals, double requestsPerSecond) {
        return shape(new LoadShape.Open(arrivals, requestsPerSecond));
    }

    Load shape(LoadShape other) {
        return new Changed(options).shape(other).load();
    }

    Load warmupMs(long ms) {
        return new Changed(options).warmup(Duration.ofMillis(ms)).load();
    }

    Load measurementMs(long ms) {
        return new Changed(options).measurement(Duration.ofMillis(ms)).load();
    }

    Load timeoutMs(long ms) {
        return new Changed(options).timeout(Duration.ofMillis(ms)).load();
    }

    public Load loops(int other) {
        return new Changed(options).loops(other).load();
    }

    public LoadResult run() throws Exception {
        return new LoadGenerator(options).run(LoadListener.NONE);
    }

    /// A copy with one field changed.
    private static final class Changed {
        private List<Address> targets;
        private List<String> sources;
        private RequestMix requests;
        private int connections;
        private double connectPerSecond;
        private boolean connectionPerRequest;
        private int idle;
        private @Nullable SlowReaders slowReaders;
        private @Nullable SlowWriters slowWriters;
        private LoadShape shape;
        private Duration warmup;
        private Duration measurement;
        private Duration timeout;
        private int loops;

        Changed(LoadOptions of) {
            targets = of.targets();
            sources = of.sources();
            requests = of.requests();
            connections = of.connections().number();
            connectPerSecond = of.connections().openedPerSecond();
            connectionPerRequest = of.connections().perRequest();
            idle = of.connections().idle();
            slowReaders = of.connections().slowReaders();
            slowWriters = of.connections().slowWriters();
            shape = of.shape();
            warmup = of.warmup();
            measurement = of.measurement();
            timeout = of.timeout();
            loops = of.loops();
        }

        Changed targets(List<Address> other) {
            targets = other;
            return this;
        }

        Changed sources(List<String> other) {
            sources = other;
            return this;
        }

        Changed requests(RequestMix other) {
            requests = other;
            return this;
        }

        Changed connections(int other) {
            connections = other;
            return this;
        }

        Changed connectionPerRequest(boolean other) {
            connectionPerRequest = other;
            return this;
        }

        Changed idle(int other) {
            idle = other;
            return this;
        }

        Changed slowReaders(SlowReaders other) {
            slowReaders = other;
            return this;
        }

        Changed slowWriters(SlowWriters other) {
            slowWriters = other;
            return this;
        }

        Changed connectPerSecond(double other) {
            connectPerSecond = other;
            return this;
        }

        Changed shape(LoadShape other) {
            shape = other;
            return this;
        }

        Changed warmup(Duration other) {
            warmup = other;
            return this;
        }

        Changed measurement(Duration other) {
            measurement = other;
            return this;
        }

        Changed timeout(Duration other) {
            timeout = other;
            return this;
        }

        Changed loops(int other) {
            loops = other;
            return this;
        }

        Load load() {
            return new Load(new LoadOptions(
                    targets,
                    sources,
                    requests,
                    new Connections(
                            connections, connectPerSecond, connectionPerRequest, idle, slowReaders, slowWriters),
                    shape,
                    warmup,
                    measurement,
                    timeout,
                    SEED,
                    loops));
        }
    }
}
