package threadvsloop.loadgen;

/// When the connections of one loop are opened: all loops together one by one, evenly spread.
///
/// @param startNs the first one of this loop
/// @param gapNs from each one to the next of this loop
record Ramp(long startNs, double gapNs) {
    static Ramp of(double connectPerSecond, int loop, int loops, long startNs) {
        double wholeGapNs = 1e9 / connectPerSecond;
        return new Ramp(startNs + Math.round(wholeGapNs * loop), wholeGapNs * loops);
    }

    /// @param index counts this loop's connections from 0
    long dueNs(int index) {
        return startNs + Math.round(gapNs * index);
    }
}
