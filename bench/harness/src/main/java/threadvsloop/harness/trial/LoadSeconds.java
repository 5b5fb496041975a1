package threadvsloop.harness.trial;

import java.util.ArrayList;
import java.util.List;
import threadvsloop.harness.sampling.ProcessSampler;
import threadvsloop.model.measured.Interval;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadProgress;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.measures.Settling;

/// Service time and CPU per request of every whole second of load, the warm-up's first. Used by the
/// trial's thread.
final class LoadSeconds {

    /// Seconds that an end of a phase cuts short are left out.
    private static final double LEAST_NS = 0.9e9;

    private final List<Second> seconds = new ArrayList<>();
    private long warmupNs;
    private int warmup;

    /// @param startNs on the clock of `System.nanoTime`, as `endNs`
    private record Second(long startNs, long endNs, double answers, double meanServiceNs) {}

    /// @param atNs when the warm-up begins
    void beginWarmup(long atNs) {
        warmupNs = atNs;
    }

    /// A second of the warm-up has passed; others are ignored, as the result has them.
    void progress(LoadProgress second) {
        if (second.phase() != LoadPhase.WARMUP) {
            return;
        }
        long startNs = seconds.isEmpty() ? warmupNs : seconds.getLast().endNs();
        long endNs = warmupNs + second.elapsedNs();
        double answers = second.answersPerSecond() * (endNs - startNs) / 1e9;
        add(new Second(startNs, endNs, answers, second.meanServiceNs()));
        warmup = seconds.size();
    }

    /// Called once, after the load.
    ///
    /// @param intervals of measurement and drain
    /// @param measurementEndNs on the clock of `System.nanoTime`
    /// @param cpu in order of time
    Settling settling(
            PointSpec point, List<Interval> intervals, long measurementEndNs, List<ProcessSampler.CpuAt> cpu) {
        if (point.mode() == PointSpec.Mode.IDLE) {
            return Settling.unknown("nothing was asked for");
        }
        if (point.course().inTurns()) {
            return Settling.unknown("the load came in turns");
        }
        boolean open = point.mode() == PointSpec.Mode.OPEN_POISSON || point.mode() == PointSpec.Mode.OPEN_CONSTANT;
        if (open && !point.course().rate().isEmpty()) {
            return Settling.unknown("the load itself changes");
        }
        intervals.stream()
                .filter(interval -> interval.startNs() < measurementEndNs)
                .map(LoadSeconds::second)
                .forEach(this::add);
        double[] service = seconds.stream().mapToDouble(Second::meanServiceNs).toArray();
        double[] cpuNs = seconds.stream()
                .mapToDouble(second -> (at(second.endNs(), cpu) - at(second.startNs(), cpu)) / second.answers())
                .toArray();
        return Settling.of(service, cpuNs, warmup);
    }

    private void add(Second second) {
        if (second.endNs() - second.startNs() >= LEAST_NS) {
            seconds.add(second);
        }
    }

    private static Second second(Interval interval) {
        double meanNs =
                interval.service().getTotalCount() == 0 ? 0 : interval.service().getMean();
        return new Second(interval.startNs(), interval.endNs(), interval.completed(), meanNs);
    }

    /// CPU time used by a moment, in ns, on a line between the readings around it; not a number outside of
    /// all.
    private static double at(long ns, List<ProcessSampler.CpuAt> cpu) {
        for (int i = 1; i < cpu.size(); i++) {
            ProcessSampler.CpuAt before = cpu.get(i - 1);
            ProcessSampler.CpuAt after = cpu.get(i);
            if (ns >= before.atNs() && ns <= after.atNs() && after.atNs() > before.atNs()) {
                double share = (double) (ns - before.atNs()) / (after.atNs() - before.atNs());
                return before.cpuNs() + share * (after.cpuNs() - before.cpuNs());
            }
        }
        return Double.NaN;
    }
}
