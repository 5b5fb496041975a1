package threadvsloop.loadgen;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Draws the sum of a run that has ended.
final class ResultBuilder {
    private static final Audit UNJUDGED = new Audit(AuditStatus.VALID, List.of());

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

    LoadResult build(double gcPauseMs) {
        LoadResult draft = result(gcPauseMs, UNJUDGED);
        return result(gcPauseMs, new Auditor(draft, evidence()).audit());
    }

    private Auditor.Evidence evidence() {
        return new Auditor.Evidence(
                whole.measuredInFlightNs,
                whole.unasked,
                loops.stream().map(loop -> loop.recorder().arrivals().gapsNs()).toList());
    }

    private LoadResult result(double gcPauseMs, Audit audit) {
        double seconds = Math.max(1, window.endNs() - window.startNs()) / 1e9;
        return new LoadResult(
                options,
                window.startNs(),
                window.endNs(),
                loops.stream().mapToInt(loop -> loop.connector().opened()).sum(),
                loops.stream().mapToInt(LoadLoop::served).sum(),
                whole.started / seconds,
                timeline.answered / seconds,
                whole.started,
                outcomes(),
                examples(),
                whole.response,
                whole.service,
                whole.connect,
                whole.sendLag,
                whole.pacingLag,
                List.copyOf(timeline.intervals),
                timeline.inFlightNs / 1e9 / seconds,
                whole.queued,
                whole.reopened,
                whole.faults.occurred(),
                Arrays.stream(timeline.workNs).sum() / (double) Math.max(1, timeline.answered),
                Arrays.stream(timeline.workNs).max().orElse(0) / 1e9 / seconds,
                Arrays.stream(timeline.spinNs).max().orElse(0) / 1e9 / seconds,
                gcPauseMs,
                stopped,
                audit);
    }

    private Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> outcomes = whole.outcomes.occurred();
        long refused = whole.faults.occurred().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (refused > 0) {
            outcomes.put(Outcome.REFUSED, refused);
        }
        return outcomes;
    }

    private Map<Outcome, String> examples() {
        Map<Outcome, String> examples = new EnumMap<>(Outcome.class);
        for (LoadLoop loop : loops) {
            loop.recorder().examples().forEach(examples::putIfAbsent);
        }
        return examples;
    }
}
