package threadvsloop.harness.calibrate;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.measured.Interval;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadProgress;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.results.stats.TheilSen;

/// Watches this process's heap after a collection, and its descriptors, while it puts load on a server.
///
/// The generator keeps the histograms of every second, as bytes, on purpose; how many these are is known when the run
/// is over, and is taken off before anything is called growth.
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

    /// Bytes per second by which the heap grew, without what is kept of each second.
    ///
    /// @return empty if there are too few samples to say
    Optional<TheilSen> heapGrowth(LoadResult load) {
        long[] kept = new long[load.intervals().size() + 1];
        for (int i = 0; i < load.intervals().size(); i++) {
            kept[i + 1] = kept[i] + keptBytes(load.intervals().get(i));
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

    /// What is kept of the run while it goes on.
    static long keptBytes(LoadResult load) {
        return load.intervals().stream().mapToLong(SoakWatch::keptBytes).sum();
    }

    private static long keptBytes(Interval interval) {
        return Stream.of(
                        interval.response(),
                        interval.service(),
                        interval.failed(),
                        interval.sendLag(),
                        interval.connect())
                .mapToLong(SoakWatch::encodedBytes)
                .sum();
    }

    private static long encodedBytes(Histogram histogram) {
        return histogram.encodeIntoByteBuffer(ByteBuffer.allocate(histogram.getNeededByteBufferCapacity()));
    }
}
