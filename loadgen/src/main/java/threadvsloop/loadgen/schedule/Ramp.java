package threadvsloop.loadgen.schedule;

/// When the connections of one loop are opened: all loops together one by one, evenly spread.
public final class Ramp {
    private final double shiftNs;
    private final double gapNs;
    private long startNs;

    /// @param loop 0 to `loops` − 1
    public Ramp(double connectPerSecond, int loop, int loops) {
        double wholeGapNs = 1e9 / connectPerSecond;
        shiftNs = wholeGapNs * loop;
        gapNs = wholeGapNs * loops;
    }

    public void begin(long startNs) {
        this.startNs = startNs;
    }

    /// Between two connections of this loop, in ns.
    public long gapNs() {
        return (long) Math.ceil(gapNs);
    }

    /// @param index counts this loop's connections from 0
    public long dueNs(int index) {
        return startNs + Math.round(shiftNs + gapNs * index);
    }
}
