package threadvsloop.loadgen.schedule;

import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.measured.LoadPhase;

/// When load begins, what of it is measured, and when to give up. All on one clock, in ns.
///
/// Interval boundaries lie every second from the start of the measurement, before and after it too, and at its end.
///
/// @param loadNs the schedule's epoch: the first moment at which a request may start
/// @param startNs the measurement holds requests with an intended start from here,
/// @param endNs to here, exclusive. No request starts later
/// @param drainEndNs when requests that are still not done are given up
public record Window(long loadNs, long startNs, long endNs, long drainEndNs) {
    private static final long SECOND_NS = 1_000_000_000L;

    private static final long NEVER_NS = Long.MAX_VALUE / 2;

    /// Not known yet: all of it lies in a future so far that the difference to any time is still a number.
    public static final Window UNKNOWN = new Window(NEVER_NS, NEVER_NS, NEVER_NS, NEVER_NS);

    public static Window of(long loadNs, LoadOptions options) {
        long startNs = loadNs + options.warmup().toNanos();
        long endNs = startNs + options.measurement().toNanos();
        return new Window(loadNs, startNs, endNs, endNs + options.timeout().toNanos());
    }

    /// The same, ended at a moment at the latest, without a drain.
    public Window stoppedAt(long ns) {
        long end = Math.min(endNs, ns);
        return new Window(loadNs, Math.min(startNs, end), end, Math.min(drainEndNs, Math.max(ns, end)));
    }

    /// Which phase of load a moment lies in.
    public LoadPhase phaseAt(long ns) {
        if (ns < startNs) {
            return LoadPhase.WARMUP;
        }
        return ns < endNs ? LoadPhase.MEASUREMENT : LoadPhase.DRAIN;
    }

    /// When a phase of load begins.
    public long startOf(LoadPhase phase) {
        return switch (phase) {
            case WARMUP -> loadNs;
            case MEASUREMENT -> startNs;
            default -> endNs;
        };
    }

    /// When a phase of load ends, the drain at the latest.
    public long endOf(LoadPhase phase) {
        return switch (phase) {
            case WARMUP -> startNs;
            case MEASUREMENT -> endNs;
            default -> drainEndNs;
        };
    }

    /// The first interval boundary after a moment that is not before [#loadNs].
    public long boundaryAfter(long ns) {
        if (ns >= endNs) {
            return endNs + (Math.floorDiv(ns - endNs, SECOND_NS) + 1) * SECOND_NS;
        }
        return Math.min(endNs, startNs + (Math.floorDiv(ns - startNs, SECOND_NS) + 1) * SECOND_NS);
    }
}
