package threadvsloop.loadgen;

/// When the connections of one loop are opened: all loops together one by one, evenly spread.
final class Ramp {
    private final double shiftNs;
    private final double gapNs;
    private long startNs;

    /// @param loop 0 to `loops` − 1
    Ramp(double connectPerSecond, int loop, int loops) {
        double wholeGapNs = 1e9 / connectPerSecond;
        shiftNs = wholeGapNs * loop;
        gapNs = wholeGapNs * loops;
    }

    void begin(long startNs) {
        this.startNs = startNs;
    }

    /// Between two connections of this loop, in ns.
    long gapNs() {
        return (long) Math.ceil(gapNs);
    }

    /// @param index counts this loop's connections from 0
    long dueNs(int index) {
        return startNs + Math.round(shiftNs + gapNs * index);
    }
}
