package threadvsloop.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import threadvsloop.results.documents.Failures;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Quantiles;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.StartUp;
import threadvsloop.results.documents.Traffic;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.documents.Warmth;
import threadvsloop.results.run.ProcessSample;
import threadvsloop.results.run.TaggedInterval;

/// One made-up trial. `eventloop-burn` needs 2.2 µs more CPU than `eventloop`, and `eventloop-delay`
/// answers 5 ms later. Of the CPU of `blocking-platform-cold` 60% are its compilers', of that of
/// `blocking-platform-cool` 10%; both are `blocking-platform` otherwise.
/// Response times are a wait plus a log-normal, memory and threads are lines over connections.
final class SyntheticTrial {
    private static final double START_S = 0.4;
    private static final int REQUESTS_PER_INTERVAL = 400;

    private final Plan.Entry entry;
    private final PointSpec point;
    private final Run.Contestant contestant;
    private final Shape shape;
    private final Random random;
    private final List<TaggedInterval> intervals = new ArrayList<>();
    private final Histogram response = new Histogram(3);
    private final Histogram service = new Histogram(3);
    private final List<ProcessSample> samples = new ArrayList<>();

    /// What a contestant is like: cost of a request, memory, threads, and how wide its latency spreads.
    private record Shape(
            double cpuUs, double switches, double basePssKiB, double kibEach, double threadsEach, double sigma) {

        static Shape of(String contestant) {
            return switch (contestant) {
                case "blocking-platform", "blocking-platform-cold", "blocking-platform-cool" ->
                    new Shape(24, 2.1, 60_000, 42, 1, 1.1);
                case "blocking-virtual" -> new Shape(17, 0.9, 70_000, 9, 0, 0.8);
                case "eventloop", "eventloop-itself", "eventloop-delay" -> new Shape(11, 0.25, 55_000, 2, 0, 0.6);
                case "eventloop-burn" -> new Shape(13.2, 0.25, 55_000, 2, 0, 0.6);
                default -> new Shape(48, 0.4, 48_000, 6, 0, 0.9);
            };
        }
    }

    SyntheticTrial(Plan.Entry entry, PointSpec point, Run.Contestant contestant) {
        this.entry = entry;
        this.point = point;
        this.contestant = contestant;
        this.shape = Shape.of(contestant.id());
        this.random = new Random(entry.order() * 7919L + 1);
        for (int second = 0; second < (int) point.measureSeconds(); second++) {
            addSecond(second);
        }
        addSamples();
    }

    List<TaggedInterval> intervals() {
        return intervals;
    }

    Histogram response() {
        return response;
    }

    Histogram service() {
        return service;
    }

    List<ProcessSample> samples() {
        return samples;
    }

    private void addSamples() {
        double end = measureStart() + point.measureSeconds() + 0.6;
        for (double t = 0; t < end; t += 0.2) {
            double share = Math.clamp((t - START_S) / connectSeconds(), 0, 1);
            samples.add(sample(t, share));
        }
    }

    Trial document() {
        return new Trial(
                Trial.SCHEMA_VERSION,
                entry.scenario(),
                contestant.id(),
                contestant.family(),
                entry.block(),
                entry.order(),
                point,
                SyntheticRun.START.plusSeconds(entry.order() * 20L).toString(),
                new Trial.ServerIdentity(
                        "java", "25.0.1", 4711, "0", List.of("java", "-jar", contestant.id() + ".jar")),
                phases(),
                new StartUp(START_S * 1000, START_S * 1000 + 20, 30_000_000),
                load(),
                resources(),
                new Warmth(Warmth.Status.STEADY, "service time and CPU per request were steady"),
                Map.of("requests", 10),
                null,
                new Validity(Validity.Status.VALID, List.of()));
    }

    private void addSecond(int second) {
        long from = SyntheticRun.START.toEpochMilli()
                + entry.order() * 20_000L
                + Math.round((measureStart() + second) * 1000);
        if (point.mode() != PointSpec.Mode.IDLE) {
            Histogram inFlight = new Histogram(3);
            Histogram responses = new Histogram(3);
            Histogram services = new Histogram(3);
            for (int i = 0; i < REQUESTS_PER_INTERVAL; i++) {
                long ns = responseNs();
                responses.recordValue(ns);
                services.recordValue(Math.max(1000, ns - 20_000));
                inFlight.recordValue(Math.round(point.offeredPerSecond() * ns / 1e9 + random.nextInt(5)));
            }
            add(TaggedInterval.RESPONSE, from, responses);
            add(TaggedInterval.SERVICE, from, services);
            if (point.traffic().hasSeveralKinds()) {
                point.traffic().mix().forEach(kind -> add(TaggedInterval.responseOf(kind.name()), from, responses));
            }
            add(TaggedInterval.IN_FLIGHT, from, inFlight);
            response.add(responses);
            service.add(services);
        }
        add(TaggedInterval.PSS, from, single(Math.round(pssKiB(1))));
        add(TaggedInterval.THREADS, from, single(threads(1)));
    }

    private void add(String tag, long from, Histogram histogram) {
        intervals.add(new TaggedInterval(tag, from, from + 1000, histogram));
    }

    private static Histogram single(long value) {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(value);
        return histogram;
    }

    private long responseNs() {
        double waitMs = (point.request().contains("/wait/") ? 100 : 0)
                + (contestant.id().endsWith("-delay") ? 5 : 0);
        double load = 1 + point.connections() / 3000.0;
        return Math.round((waitMs + 0.3 * load * Math.exp(shape.sigma() * random.nextGaussian() * load)) * 1e6);
    }

    private double pssKiB(double share) {
        return shape.basePssKiB() + share * shape.kibEach() * point.connections() + 800 * random.nextGaussian();
    }

    private long threads(double share) {
        return Math.round(18 + share * shape.threadsEach() * point.connections());
    }

    private double connectSeconds() {
        return Math.max(0.1, point.connections() / point.connectPerSecond());
    }

    private double measureStart() {
        return START_S + connectSeconds() + point.warmupSeconds();
    }

    private ProcessSample sample(double t, double share) {
        double cpu = Math.max(0, t - START_S) * 200;
        long switches = Math.round(t * 1000);
        return new ProcessSample(
                t,
                phaseAt(t),
                pssKiB(share),
                pssKiB(share) + 4000,
                4e6,
                threads(share),
                cpu,
                cpu / 3,
                switches,
                switches / 10,
                t,
                100,
                0,
                20 + point.connections(),
                point.connections(),
                0,
                0);
    }

    private String phaseAt(double t) {
        return phases().stream()
                .filter(phase -> t * 1000 < phase.startMs() + phase.durationMs())
                .findFirst()
                .map(Trial.Phase::name)
                .orElse("stop");
    }

    private List<Trial.Phase> phases() {
        double connected = START_S + connectSeconds();
        double drained = measureStart() + point.measureSeconds();
        return List.of(
                new Trial.Phase("start", 0, START_S * 1000),
                new Trial.Phase("connect", START_S * 1000, connectSeconds() * 1000),
                new Trial.Phase("warm-up", connected * 1000, point.warmupSeconds() * 1000),
                new Trial.Phase("measurement", measureStart() * 1000, point.measureSeconds() * 1000),
                new Trial.Phase("drain", drained * 1000, 300),
                new Trial.Phase("stop", drained * 1000 + 300, 200));
    }

    private LoadSummary load() {
        boolean idle = point.mode() == PointSpec.Mode.IDLE;
        long requests = response.getTotalCount();
        return new LoadSummary(
                1,
                "http://127.0.0.1:40123" + point.request().replaceFirst("^\\S+ ?", ""),
                idle ? "idle" : "open-poisson",
                new LoadSummary.Connections(point.connections(), point.connections(), idle ? 0 : point.connections()),
                point.offeredPerSecond(),
                idle ? 0 : point.offeredPerSecond() * (0.999 + random.nextDouble() * 0.002),
                point.measureSeconds(),
                requests,
                requests,
                idle ? Map.of() : Map.of("answered-2xx", requests),
                failures(0),
                Map.of(),
                Quantiles.of(response),
                Quantiles.of(service),
                Quantiles.of(service),
                0,
                Quantiles.of(new Histogram(3)),
                Quantiles.of(new Histogram(3)),
                0,
                point.offeredPerSecond() * 100,
                point.offeredPerSecond() * response.getMean() / 1e9,
                9_000,
                0.4,
                2,
                0.3,
                0.001,
                0,
                true,
                null,
                kinds(requests),
                new Validity(Validity.Status.VALID, List.of()));
    }

    private Failures failures(long requests) {
        return new Failures(requests, Quantiles.of(new Histogram(3)), Quantiles.over(response, requests));
    }

    /// A mix is half one kind and half the other, with the same times; slow readers were all cut off.
    private List<LoadSummary.Kind> kinds(long requests) {
        List<LoadSummary.Kind> kinds = new ArrayList<>();
        for (Traffic.Kind kind :
                point.traffic().hasSeveralKinds() ? point.traffic().mix() : List.<Traffic.Kind>of()) {
            kinds.add(new LoadSummary.Kind(
                    kind.name(),
                    kind.request(),
                    false,
                    false,
                    requests / 2,
                    point.offeredPerSecond() / 2,
                    1000,
                    0,
                    0,
                    Map.of("answered-2xx", requests / 2),
                    failures(0),
                    Quantiles.of(response),
                    Quantiles.of(service)));
        }
        Traffic.SlowReaders slow = point.traffic().slowReaders();
        if (slow != null) {
            kinds.add(new LoadSummary.Kind(
                    Traffic.SLOW_READERS,
                    slow.request(),
                    true,
                    false,
                    3,
                    0,
                    slow.connections() * (double) slow.bytesPerSecond(),
                    0,
                    0,
                    Map.of("unfinished", 2L, "reset", 1L),
                    failures(1),
                    Quantiles.of(response),
                    Quantiles.of(service)));
        }
        Traffic.SlowWriters writers = point.traffic().slowWriters();
        if (writers != null) {
            kinds.add(new LoadSummary.Kind(
                    Traffic.SLOW_WRITERS,
                    writers.request(),
                    false,
                    true,
                    4,
                    0,
                    100,
                    writers.connections() * (double) writers.bytesPerSecond(),
                    2,
                    Map.of("unfinished", 2L, "answered-4xx", 2L),
                    failures(2),
                    Quantiles.of(response),
                    Quantiles.of(service)));
        }
        return kinds;
    }

    private Resources resources() {
        double requests = Math.max(1, point.offeredPerSecond() * point.measureSeconds());
        boolean idle = point.mode() == PointSpec.Mode.IDLE;
        double cpuUs = idle ? 0 : shape.cpuUs() * (1 + 0.05 * random.nextGaussian());
        double switches = idle ? 0 : shape.switches() * (1 + 0.05 * random.nextGaussian());
        double cpuMs = cpuUs * requests / 1000;
        double pss = samples.stream()
                .filter(sample -> sample.phase().equals("measurement"))
                .mapToDouble(ProcessSample::pssKiB)
                .average()
                .orElseThrow();
        return new Resources(
                point.measureSeconds(),
                cpuMs * 0.6,
                cpuMs * 0.4,
                cpuUs * 1000,
                Math.round(switches * requests),
                0,
                switches,
                0,
                0,
                5,
                level(pss),
                level(pss + 4000),
                level(4e6),
                level((double) threads(1)),
                level(20.0 + point.connections()),
                level(point.connections()),
                100,
                0,
                new Resources.KernelMemory(threads(1) * 16.0, point.connections() * 3.0, 400),
                0,
                0.02,
                0.01,
                30,
                compilers(cpuMs),
                0.1);
    }

    private List<Resources.ThreadCpu> compilers(double cpuMs) {
        double share = contestant.id().endsWith("-cold") ? 0.6 : contestant.id().endsWith("-cool") ? 0.1 : 0;
        return share == 0
                ? List.of()
                : List.of(new Resources.ThreadCpu("C2 CompilerThre", 1, share * cpuMs, share * cpuMs));
    }

    private static Resources.Level level(double value) {
        return new Resources.Level(value, value * 0.98, value * 1.02);
    }
}
