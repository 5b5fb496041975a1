package threadvsloop.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadvsloop.loadgen.LoadGenerator;
import threadvsloop.loadgen.LoadOptions;
import threadvsloop.loadgen.LoadResult;
import threadvsloop.loadgen.TargetUnreachableException;
import threadvsloop.results.run.LoadSummary;
import threadvsloop.results.run.Validity;

@Command(name = "load", description = "The load generator on any URL: open loop (--rate), closed loop (--closed) or partly open (--sessions).")
final class LoadCommand implements Callable<Integer> {

    @Parameters(paramLabel = "URL", description = "http://host[:port][/path]")
    private URI url = URI.create("");

    @Option(
            names = {"-c", "--connections"},
            paramLabel = "N",
            defaultValue = "10",
            description = "Connections (default 10).")
    private int connections;

    @Mixin
    private LoadArrivals arrivals = new LoadArrivals();

    @Option(
            names = {"-d", "--duration"},
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "Length of the measurement (default 10s).")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = DurationConverter.class,
            description = "Load before the measurement (default 0s).")
    private Duration warmup = Duration.ZERO;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "For each request (default 10s).")
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--connect-rate",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Connections opened per second (default 2000).")
    private double connectRate;

    @Mixin
    private LoadTraffic traffic = new LoadTraffic();

    @Mixin
    private LoadAddresses addresses = new LoadAddresses();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of all that is drawn (default 1).")
    private long seed;

    @Option(names = "--loops", paramLabel = "N", defaultValue = "1", description = "Generator threads (default 1).")
    private int loops;

    @Option(
            names = "--pin",
            paramLabel = "CPUS",
            description = "CPUs for the generator, as taskset takes them: 1 or 2-3.")
    private @Nullable String pin;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        LoadOptions options = options();
        if (pin != null && !Cpus.pinThisProcess(pin)) {
            throw new UsageException(
                    "--pin " + pin + ": taskset refused it: name CPUs that this machine has, as in 1 or 2-3");
        }
        LoadGenerator generator = new LoadGenerator(options);
        Runtime.getRuntime().addShutdownHook(new Thread(generator::stop));
        try {
            LoadResult result =
                    generator.run(new LoadProgressLine(spec.commandLine().getErr()));
            return print(result);
        } catch (TargetUnreachableException e) {
            throw new UnreachableException(e);
        }
    }

    private int print(LoadResult result) throws JsonProcessingException {
        LoadSummary summary = LoadDocuments.summary(result);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? new ObjectMapper()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .writeValueAsString(summary)
                        : LoadText.of(summary, result));
        out.flush();
        return summary.validity().status() == Validity.Status.INVALID ? ExitCode.INVALID : ExitCode.DONE;
    }

    private LoadOptions options() {
        LoadAddresses.check(url);
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String target = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        try {
            return new LoadOptions(
                    addresses.targets(url),
                    addresses.sources(),
                    traffic.mix(target),
                    traffic.connections(connections, connectRate),
                    arrivals.shape(duration),
                    warmup,
                    duration,
                    timeout,
                    seed,
                    loops);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /// Lets picocli read durations.
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Durations.parse(text);
            } catch (UsageException e) {
                throw new picocli.CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }
}
