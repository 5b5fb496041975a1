package threadvsloop.harness;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import threadvsloop.loadgen.Interval;
import threadvsloop.loadgen.LoadListener;
import threadvsloop.loadgen.LoadPhase;
import threadvsloop.loadgen.LoadProgress;
import threadvsloop.loadgen.LoadResult;
import threadvsloop.results.stats.TheilSen;

/// Watches this process's heap after a collection, and its descriptors, while it puts load on a server.
///
/// The generator keeps an interval for every second, on purpose; that part of the heap is known to the byte when the
/// run is over, and is taken off before anything is called growth.
final class SoakWatch implements LoadListener {

    private final int everySeconds;
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final UnixOperatingSystemMXBean system =
            (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<Sample> samples = new ArrayList<>();
    private int seconds;

    private record Sample(int seconds, long heapBytes, long descriptors) {}

    /// @param everySeconds how often a collection is asked for
    SoakWatch(int everySeconds) {
        this.everySeconds = everySeconds;
    }

    @Override
    public void progress(LoadProgress second) {
        if (second.phase() != LoadPhase.MEASUREMENT) {
            return;
        }
        seconds++;
        if (seconds % everySeconds == 0) {
            System.gc();
            samples.add(
                    new Sample(seconds, memory.getHeapMemoryUsage().getUsed(), system.getOpenFileDescriptorCount()));
        }
    }

    /// Bytes per second by which the heap grew, without the intervals of the result.
    ///
    /// @return empty if there are too few samples to say
    Optional<TheilSen> heapGrowth(LoadResult load) {
        long[] kept = new long[load.intervals().size() + 1];
        for (int i = 0; i < load.intervals().size(); i++) {
            kept[i + 1] = kept[i] + footprintBytes(load.intervals().get(i));
        }
        return TheilSen.fit(
                samples.stream().mapToDouble(Sample::seconds).toArray(),
                samples.stream()
                        .mapToDouble(sample -> sample.heapBytes() - kept[Math.min(sample.seconds(), kept.length - 1)])
                        .toArray());
    }

    /// Descriptors per second.
    ///
    /// @return empty if there are too few samples to say
    Optional<TheilSen> descriptorGrowth() {
        return TheilSen.fit(
                samples.stream().mapToDouble(Sample::seconds).toArray(),
                samples.stream().mapToDouble(Sample::descriptors).toArray());
    }

    /// What the result keeps of the run: bytes of its intervals.
    static long keptBytes(LoadResult load) {
        return load.intervals().stream().mapToLong(SoakWatch::footprintBytes).sum();
    }

    private static long footprintBytes(Interval interval) {
        return Stream.of(interval.response(), interval.service(), interval.sendLag(), interval.connect())
                .mapToLong(Histogram::getEstimatedFootprintInBytes)
                .sum();
    }
}
