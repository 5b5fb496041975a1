package threadvsloop.loadgen.schedule;

/// A schedule's intended starts on the loop's clock, from the moment at which load begins to the end of the window.
/// Used by one loop.
public final class ScheduledStarts {
    private final ArrivalSchedule schedule;

    private boolean begun;
    private long epochNs;
    private long endNs;
    private long nextNs = Long.MAX_VALUE;

    public ScheduledStarts(ArrivalSchedule schedule) {
        this.schedule = schedule;
    }

    /// When load begins and ends; called again if the end is brought forward.
    public void adopt(Window window) {
        endNs = window.endNs();
        if (!begun) {
            begun = true;
            epochNs = window.loadNs();
            nextNs = epochNs + schedule.next();
        }
    }

    /// The next one; the greatest number if there is none before the end.
    public long nextNs() {
        return nextNs < endNs ? nextNs : Long.MAX_VALUE;
    }

    /// Takes the next one, which there is.
    public long take() {
        long taken = nextNs;
        nextNs = epochNs + schedule.next();
        return taken;
    }
}
