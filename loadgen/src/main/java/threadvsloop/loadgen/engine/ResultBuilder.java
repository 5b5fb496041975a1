package threadvsloop.loadgen.engine;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import threadvsloop.loadgen.audit.Auditor;
import threadvsloop.loadgen.audit.Evidence;
import threadvsloop.loadgen.clock.SchedulerReading;
import threadvsloop.loadgen.record.KindTally;
import threadvsloop.loadgen.record.Recorder;
import threadvsloop.loadgen.record.Sample;
import threadvsloop.loadgen.record.Tally;
import threadvsloop.loadgen.record.Timeline;
import threadvsloop.loadgen.record.Times;
import threadvsloop.loadgen.schedule.Window;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.measured.Audit;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.GeneratorUse;
import threadvsloop.model.measured.KindResult;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;
import threadvsloop.model.measured.Sessions;

/// Draws the sum of a run that has ended.
final class ResultBuilder {
    private static final Audit UNJUDGED = new Audit(AuditStatus.VALID, List.of(), List.of());

    private final LoadOptions options;
    private final Window window;
    private final List<LoadLoop> loops;
    private final Timeline timeline;
    private final Tally whole;
    private final boolean stopped;

    /// @param loops ended
    ResultBuilder(LoadOptions options, Window window, Loops loops, Timeline timeline, boolean stopped) {
        this.options = options;
        this.window = window;
        this.loops = loops.all();
        this.timeline = timeline;
        this.whole = timeline.whole;
        this.stopped = stopped;
    }

    /// @param gcPauseMs longest pause in the window
    /// @param before when the window began
    /// @param after when it ended
    LoadResult build(double gcPauseMs, SchedulerReading before, SchedulerReading after) {
        GeneratorUse generator = generator(gcPauseMs, before, after);
        LoadResult draft = result(generator, UNJUDGED);
        return result(generator, new Auditor(draft, evidence()).audit());
    }

    private GeneratorUse generator(double gcPauseMs, SchedulerReading before, SchedulerReading after) {
        double windowNs = Math.max(1, window.endNs() - window.startNs());
        long delayNs = after.longestRunQueueNsSince(before);
        return new GeneratorUse(
                answers() == 0
                        ? Double.NaN
                        : (double) Arrays.stream(timeline.workNs).sum() / answers(),
                busiest(timeline.workNs),
                busiest(timeline.spinNs),
                gcPauseMs,
                delayNs < 0 ? -1 : delayNs / windowNs,
                after.stealShareSince(before),
                loops.stream().allMatch(LoadLoop::raised));
    }

    /// The greatest part of its time that a loop spent so.
    private double busiest(long[] spentNs) {
        return IntStream.range(0, spentNs.length)
                .mapToDouble(loop -> (double) spentNs[loop] / Math.max(1, timeline.overNs[loop]))
                .map(share -> Math.min(1, share))
                .max()
                .orElse(0);
    }

    private Evidence evidence() {
        return new Evidence(
                Arrays.stream(whole.kinds).map(kind -> kind.measuredInFlightNs).toList(),
                new Evidence.Open(timeline.openNs, timeline.noneOpenNs, whole.reopeningsFailed, whole.pauses),
                whole.redirected,
                whole.unasked,
                whole.unclosed,
                whole.idleEnded,
                loops.stream().map(this::issued).toList());
    }

    private Evidence.Issued issued(LoadLoop loop) {
        Recorder recorder = loop.recorder();
        return new Evidence.Issued(
                sinceLoad(recorder.arrivals()), recorder.thinks().sorted(), sinceLoad(recorder.sessions()));
    }

    private long[] sinceLoad(Sample sample) {
        return Arrays.stream(sample.sorted()).map(ns -> ns - window.loadNs()).toArray();
    }

    private LoadResult result(GeneratorUse generator, Audit audit) {
        long started = whole.count(kind -> kind.started);
        long answered = answered();
        double seconds = Math.max(1, window.endNs() - window.startNs()) / 1e9;
        return new LoadResult(
                options,
                window.startNs(),
                window.endNs(),
                loops.stream().mapToInt(loop -> loop.connector().opened()).sum(),
                loops.stream().mapToInt(LoadLoop::served).sum(),
                started / seconds,
                answered / seconds,
                started,
                answers(),
                whole.outcomes().occurred(),
                examples(),
                Times.copy(whole.times(kind -> kind.response)),
                Times.copy(whole.times(kind -> kind.service)),
                Times.copy(whole.times(kind -> kind.failed)),
                Times.copy(whole.firstByte),
                whole.connect,
                whole.sendLag,
                whole.pacingLag,
                timeline.intervals(),
                timeline.inFlightNs / 1e9 / seconds,
                whole.queued,
                timeline.connected / seconds,
                whole.reopened,
                whole.faults.occurred(),
                faultExamples(),
                generator,
                stopped,
                new Sessions(whole.sessionsStarted, whole.sessionsEnded, whole.sessionsFailed),
                kinds(seconds),
                audit);
    }

    /// Good answers to requests of the mix that came within the window.
    private long answered() {
        return Arrays.stream(timeline.answered, 0, options.requests().kinds().size())
                .sum();
    }

    /// The same of all answers.
    private long answers() {
        return Arrays.stream(timeline.answers, 0, options.requests().kinds().size())
                .sum();
    }

    private List<KindResult> kinds(double seconds) {
        List<RequestKind> asked = options.kinds();
        return IntStream.range(0, asked.size())
                .mapToObj(i -> kind(asked.get(i), i, seconds))
                .toList();
    }

    private KindResult kind(RequestKind asked, int index, double seconds) {
        KindTally found = whole.kinds[index];
        return new KindResult(
                asked,
                manner(asked, index),
                timeline.answered[index] / seconds,
                timeline.receivedBytes[index] / seconds,
                timeline.sentBytes[index] / seconds,
                found.started,
                found.answeredEarly,
                found.outcomes.occurred(),
                found.fastestNs == Long.MAX_VALUE ? -1 : found.fastestNs,
                found.response,
                found.service,
                found.failed);
    }

    private KindResult.Manner manner(RequestKind asked, int index) {
        if (index < options.requests().kinds().size()) {
            return KindResult.Manner.LOAD;
        }
        return asked.name().equals(SlowReaders.NAME) ? KindResult.Manner.SLOW_READERS : KindResult.Manner.SLOW_WRITERS;
    }

    private Map<Outcome, String> examples() {
        Map<Outcome, String> examples = new EnumMap<>(Outcome.class);
        for (LoadLoop loop : loops) {
            loop.recorder().examples().forEach(examples::putIfAbsent);
        }
        return examples;
    }

    private Map<ConnectFault, String> faultExamples() {
        Map<ConnectFault, String> examples = new EnumMap<>(ConnectFault.class);
        for (LoadLoop loop : loops) {
            loop.recorder().faultExamples().forEach(examples::putIfAbsent);
        }
        return examples;
    }
}
