package threadvsloop.harness.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadvsloop.harness.Durations;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.FileFault;
import threadvsloop.harness.Quantities;
import threadvsloop.harness.UnreachableException;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.StopSignals;
import threadvsloop.harness.trial.LoadDocuments;
import threadvsloop.loadgen.Objective;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.loadgen.engine.TargetUnreachableException;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.run.UnwritableException;

@Command(
        name = "load",
        description =
                "The load generator on any URL: open loop (--rate), closed loop (--closed) or partly open (--sessions).")
public final class LoadCommand implements Callable<Integer> {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Parameters(
            paramLabel = "URL",
            description = "http://[user:password@]host[:port][/path]; all addresses of the host are used.")
    private String url = "";

    @Option(
            names = {"-c", "--connections"},
            paramLabel = "N",
            defaultValue = "10",
            converter = Quantities.Count.class,
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
            converter = Quantities.Rate.class,
            description = "Connections opened per second (default 2000).")
    private double connectRate;

    @Mixin
    private LoadTraffic traffic = new LoadTraffic();

    @Mixin
    private LoadAddresses addresses = new LoadAddresses();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of all that is drawn (default 1).")
    private long seed;

    @Option(names = "--loops", paramLabel = "N", defaultValue = "1", description = "Generator threads (default 1).")
    private int loops;

    @Option(
            names = "--pin",
            paramLabel = "CPUS",
            description = "CPUs for the generator, as taskset takes them: 1 or 2-3.")
    private @Nullable String pin;

    @Mixin
    private LoadGoals goals = new LoadGoals();

    @Mixin
    private LoadFiles files = new LoadFiles();

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final StoppableLoads loads = new StoppableLoads();

    /// What is printed, and written to files after it: a result must not be lost with the disk.
    ///
    /// @param result null for a search, which has no histograms
    private record Found(
            ObjectNode document, String text, @Nullable LoadResult result, int exitCode) {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        RivalOptions.withOneDash(spec, spec.commandLine().getParseResult().originalArgs())
                .ifPresent(advice -> {
                    throw new UsageException(advice);
                });
        LoadOptions options = options();
        List<Objective> expected = goals.expected();
        files.check(goals.searches());
        if (pin != null && !Cpus.pinThisProcess(pin)) {
            throw new UsageException(
                    "--pin " + pin + ": taskset refused it: name CPUs that this machine has, as in 1 or 2-3");
        }
        try (StopSignals.Registration _ = StopSignals.stopping(loads::stop)) {
            Found found = goals.searches() ? search(options) : measure(options, expected);
            print(found);
            return write(found);
        } catch (TargetUnreachableException e) {
            throw new UnreachableException(e);
        }
    }

    private Found measure(LoadOptions options, List<Objective> expected)
            throws TargetUnreachableException, InterruptedException {
        LoadResult result =
                loads.run(options, new LoadProgressLine(spec.commandLine().getErr()));
        LoadSummary summary = LoadDocuments.summary(result);
        List<ObjectiveOutcome> objectives = ObjectiveOutcome.of(expected, result);
        String stoppedBy = result.stopped() ? stoppedBy() : null;
        ObjectNode document = MAPPER.valueToTree(summary);
        document.set("objectives", MAPPER.valueToTree(objectives));
        List<AddressFigures> addresses = AddressFigures.of(loads.addresses());
        document.set("addresses", MAPPER.valueToTree(addresses));
        document.put("stoppedBy", stoppedBy);
        String text = LoadText.of(summary, result, objectives) + AddressFigures.text(addresses, result);
        int exitCode = summary.validity().status() == Validity.Status.INVALID
                ? ExitCode.INVALID
                : objectives.stream().allMatch(ObjectiveOutcome::met) ? ExitCode.DONE : ExitCode.MISSED;
        return new Found(
                document,
                stoppedBy == null
                        ? text
                        : text + "\n  Stopped by " + stoppedBy + ": this is what was measured until then",
                result,
                exitCode);
    }

    private Found search(LoadOptions options) throws TargetUnreachableException, InterruptedException {
        CapacityRun search = new CapacityRun(
                goals.search(arrivals.firstRate()),
                goals.searched(),
                loads,
                spec.commandLine().getErr());
        CapacityDocument found = search.carryOut(
                LoadDocuments.url(options),
                (rate, step) -> step(options.with(arrivals.open(rate), options.seed() + step), step));
        ObjectNode document = MAPPER.valueToTree(found);
        document.set("addresses", MAPPER.valueToTree(AddressFigures.of(loads.addresses())));
        document.put("stoppedBy", found.stopped() ? stoppedBy() : null);
        return new Found(document, found.text(), null, found.decided() ? ExitCode.DONE : ExitCode.INVALID);
    }

    /// Says before the second step which addresses of a name the search does without.
    private LoadResult step(LoadOptions options, int step) throws TargetUnreachableException, InterruptedException {
        LoadResult result = loads.run(options, LoadListener.NONE);
        if (step == 0) {
            AddressFigures.leftOut(AddressFigures.of(loads.addresses()))
                    .forEach(spec.commandLine().getErr()::println);
        }
        return result;
    }

    /// The signal's name; `stop` where the load was stopped without one.
    private static String stoppedBy() {
        StopSignals.StopSignal signal = StopSignals.received();
        return signal == null ? "stop" : signal.label();
    }

    private void print(Found found) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? MAPPER.writeValueAsString(found.document()) : found.text());
        out.flush();
    }

    /// @return the exit code
    private int write(Found found) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            List<Path> written = files.write(found.document(), found.result());
            if (!written.isEmpty()) {
                err.println("Written: " + written.stream().map(Path::toString).collect(Collectors.joining(", ")));
            }
            return found.exitCode();
        } catch (IOException e) {
            err.println("tvl: --out: " + reason(e) + "; what was measured stands on standard output");
            return ExitCode.PREFLIGHT;
        }
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof UnwritableException ? message : FileFault.in(e).orElse(message);
    }

    private LoadOptions options() {
        TargetUrl first = TargetUrl.parse(url);
        if (!arrivals.isGiven() && !goals.searches()) {
            throw new UsageException("who decides when a request starts? write --rate R (open loop), --closed, or"
                    + " --sessions R (partly open)");
        }
        try {
            return new LoadOptions(
                    addresses.targets(first),
                    addresses.sources(),
                    traffic.mix(first),
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
    public static final class DurationConverter implements ITypeConverter<Duration> {
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
