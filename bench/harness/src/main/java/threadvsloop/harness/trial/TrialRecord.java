package threadvsloop.harness.trial;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.catalogue.Contestant;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.ServerProcess;
import threadvsloop.harness.sampling.ProcFs;
import threadvsloop.harness.sampling.ProcessSampler;
import threadvsloop.harness.sampling.ResourceWindow;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.results.documents.BackendUse;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Resources;
import threadvsloop.results.documents.StartUp;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.measures.Settling;
import threadvsloop.results.run.ProcessSample;
import threadvsloop.results.run.TaggedInterval;
import threadvsloop.results.run.TrialWriter;

/// What is known of a trial while it runs; at its end, the documents. Used by the trial's thread alone.
final class TrialRecord {

    private static final String CLOSES =
            "the server closed its connection after most of its answers, so that requests wait"
                    + " for new ones and what is measured is their opening above all; let it keep them (HTTP/1.1 keep-alive)";
    private static final String DAEMON =
            "the server made itself a daemon: its processes were found and measured, but its"
                    + " end and its exit code cannot be seen; tell it to stay in the foreground";

    private final Plan.Entry entry;
    private final PointSpec point;
    private final Contestant contestant;
    private final Instant startedAt;
    private final long originNs = System.nanoTime();
    private final List<Trial.Phase> phases = new ArrayList<>();

    private String phase = "";
    private String sharedCpus = "";
    private long phaseBeganNs;
    private Trial.@Nullable ServerIdentity identity;
    private double readyMs;
    private @Nullable Double firstAnswerMs;
    private boolean loaded;
    private long firstSecondP99Ns = StartUp.NOTHING_ENDED;
    private ProcFs.@Nullable Host hostBefore;
    private @Nullable LoadResult result;
    private Settling settling = Settling.unknown("there was no load");
    private @Nullable Resources resources;
    private List<ProcessSample> samples = List.of();
    private Map<String, Object> serverStats = Map.of();
    private @Nullable BackendUse backends;
    private @Nullable String failure;
    private final List<String> findings = new ArrayList<>();

    TrialRecord(Plan.Entry entry, PointSpec point, Contestant contestant, Instant startedAt) {
        this.entry = entry;
        this.point = point;
        this.contestant = contestant;
        this.startedAt = startedAt;
    }

    /// The trial's start on the clock of `System.nanoTime`.
    long originNs() {
        return originNs;
    }

    /// Ends the present phase and begins the next; an empty name ends the last.
    void begin(String next, long atNs) {
        if (!phase.isEmpty()) {
            phases.add(new Trial.Phase(phase, (phaseBeganNs - originNs) / 1e6, (atNs - phaseBeganNs) / 1e6));
        }
        phase = next;
        phaseBeganNs = atNs;
    }

    /// @param placed the CPUs of server and generator
    void identify(ServerProcess.ReadyLine ready, Cpus placed, List<String> command) {
        sharedCpus = placed.shared();
        identity = new Trial.ServerIdentity(ready.runtime(), ready.version(), ready.pid(), placed.server(), command);
    }

    /// The server's first steps: its process was started, was ready, and gave its first answer.
    ///
    /// @param answeredNs empty if nothing was asked, or not answered
    void started(long startNs, long readyNs, OptionalLong answeredNs) {
        readyMs = (readyNs - startNs) / 1e6;
        firstAnswerMs = answeredNs.isPresent() ? (answeredNs.getAsLong() - startNs) / 1e6 : null;
    }

    /// What the first second of load was like; only the first call counts, which is of the load that came
    /// first.
    void firstSecond(long p99Ns) {
        if (!loaded) {
            loaded = true;
            firstSecondP99Ns = p99Ns;
        }
    }

    void hostBefore(ProcFs.Host host) {
        hostBefore = host;
    }

    void measured(
            LoadResult load,
            PhaseEdges edges,
            List<ProcessSample> processSamples,
            List<ProcessSampler.CpuAt> cpu,
            double backendMs) {
        settling = edges.seconds().settling(point, load.intervals(), load.measurementEndNs(), cpu);
        ProcessSampler.Edge start = edges.measurement();
        firstSecond(edges.firstSecondP99Ns());
        result = load;
        if (closesConnections(load)) {
            findings.add(CLOSES);
        }
        samples = processSamples;
        ProcFs.Host before = hostBefore == null ? start.host() : hostBefore;
        try {
            resources = ResourceWindow.between(
                    before, start, edges.drain(), samples, "measurement", load.answers(), backendMs);
        } catch (IOException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    /// Whether most answers cost their connection, though connections are to be kept.
    private static boolean closesConnections(LoadResult load) {
        long answered = load.answers();
        return answered > 0 && !load.options().connections().perRequest() && load.reopened() > answered / 2;
    }

    void serverStats(Map<String, Object> stats) {
        serverStats = stats;
    }

    void backends(@Nullable BackendUse document) {
        backends = document;
    }

    /// What was started has ended, and left the server behind.
    void daemon() {
        findings.add(DAEMON);
    }

    /// Whatever the server did then is not its own doing.
    ///
    /// @param labels of the backends that died during the trial; none for all well
    void lost(List<String> labels) {
        if (!labels.isEmpty()) {
            BackendUse known = backends;
            backends = known == null
                    ? BackendUse.lost(labels)
                    : new BackendUse(
                            known.upstream(), known.database(), known.cpuShare(), known.sideCpuShare(), labels);
        }
    }

    void fail(String reason) {
        failure = reason;
    }

    Trial finish() {
        begin("", System.nanoTime());
        LoadSummary load = result == null ? null : LoadDocuments.summary(result);
        return new Trial(
                Trial.SCHEMA_VERSION,
                entry.scenario(),
                contestant.id(),
                contestant.family(),
                entry.block(),
                entry.order(),
                point,
                startedAt.toString(),
                identity,
                phases,
                identity == null ? null : new StartUp(readyMs, firstAnswerMs, firstSecondP99Ns),
                load,
                resources,
                settling.warmth(),
                serverStats,
                backends,
                withFindings(validity(load)));
    }

    private Validity withFindings(Validity validity) {
        List<String> all = new ArrayList<>(validity.findings());
        all.addAll(findings);
        return new Validity(validity.status(), validity.reasons(), all, validity.tailOnly());
    }

    /// Writes all files but `trial.json`, which completes the trial.
    void write(TrialWriter writer) throws IOException {
        List<TaggedInterval> intervals = new ArrayList<>();
        if (result != null) {
            intervals.addAll(LoadDocuments.intervals(result));
            writer.writePercentiles(result.response(), result.service());
        }
        intervals.addAll(levels(TaggedInterval.PSS, ProcessSample::pssKiB));
        intervals.addAll(levels(TaggedInterval.RSS, ProcessSample::rssKiB));
        intervals.addAll(levels(TaggedInterval.THREADS, ProcessSample::threads));
        writer.writeIntervals(intervals);
        writer.writeProcess(samples);
    }

    private Validity validity(@Nullable LoadSummary load) {
        BackendUse around = backends;
        if (around != null && !around.lost().isEmpty()) {
            return Gates.failed(
                    ("the %s died or lost a process during the trial, which says nothing of the server; see its"
                                    + " log in backends/")
                            .formatted(String.join(" and the ", around.lost())));
        }
        if (failure != null) {
            return Gates.failed(failure);
        }
        return Gates.judge(
                load == null ? null : load.validity(),
                result == null ? Map.of() : fastestAnswersNs(result),
                resources,
                backends,
                sharedCpus,
                settling);
    }

    /// By the project's own requests, whose waits the gates know, whatever words the server has for them.
    private Map<String, Long> fastestAnswersNs(LoadResult load) {
        Map<String, Long> byItsWords = LoadDocuments.fastestAnswersNs(load);
        Map<String, Long> fastest = new LinkedHashMap<>();
        for (String request : point.requests()) {
            Long ns = byItsWords.get(contestant.request(request).orElse(request));
            if (ns != null) {
                fastest.put(request, ns);
            }
        }
        return fastest;
    }

    /// One histogram a second of the levels sampled in it.
    private List<TaggedInterval> levels(String tag, ToDoubleFunction<ProcessSample> quantity) {
        List<TaggedInterval> intervals = new ArrayList<>();
        Histogram second = new PackedHistogram(3);
        long current = -1;
        for (ProcessSample sample : samples) {
            long at = (long) sample.timeSeconds();
            if (at != current && second.getTotalCount() > 0) {
                intervals.add(interval(tag, current, second));
                second = new PackedHistogram(3);
            }
            current = at;
            double value = quantity.applyAsDouble(sample);
            if (value >= 0) {
                second.recordValue(Math.round(value));
            }
        }
        if (second.getTotalCount() > 0) {
            intervals.add(interval(tag, current, second));
        }
        return intervals;
    }

    private TaggedInterval interval(String tag, long second, Histogram histogram) {
        long startMs = startedAt.toEpochMilli() + TimeUnit.SECONDS.toMillis(second);
        return new TaggedInterval(tag, startMs, startMs + TimeUnit.SECONDS.toMillis(1), histogram);
    }
}
