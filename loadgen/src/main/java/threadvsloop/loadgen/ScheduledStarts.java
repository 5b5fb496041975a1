package threadvsloop.loadgen;

/// A schedule's intended starts on the loop's clock, from the moment at which load begins to the end of the window.
/// Used by one loop.
final class ScheduledStarts {
    private final ArrivalSchedule schedule;

    private boolean begun;
    private long epochNs;
    private long endNs;
    private long nextNs = Long.MAX_VALUE;

    ScheduledStarts(ArrivalSchedule schedule) {
        this.schedule = schedule;
    }

    /// When load begins and ends; called again if the end is brought forward.
    void adopt(Window window) {
        endNs = window.endNs();
        if (!begun) {
            begun = true;
            epochNs = window.loadNs();
            nextNs = epochNs + schedule.next();
        }
    }

    /// The next one; the greatest number if there is none before the end.
    long nextNs() {
        return nextNs < endNs ? nextNs : Long.MAX_VALUE;
    }

    /// Takes the next one, which there is.
    long take() {
        long taken = nextNs;
        nextNs = epochNs + schedule.next();
        return taken;
    }
}
