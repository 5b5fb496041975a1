package threadvsloop.harness.calibrate;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadProgress;

/// Watches how much memory the generator's first loop allocates per answer, second by second of the measurement.
final class AllocationWatch implements LoadListener {

    private static final String LOOP = "load-0";
    private static final long NOBODY = -1;

    private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Double> bytesPerAnswer = new ArrayList<>();
    private long loop = NOBODY;
    private long allocated = NOBODY;

    @Override
    public void phase(LoadPhase phase, long nanoTime) {
        if (phase == LoadPhase.WARMUP) {
            // Looked up once, before anything is measured: the look stops all threads.
            loop = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals(LOOP))
                    .mapToLong(Thread::threadId)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the generator has no thread called " + LOOP));
        }
    }

    @Override
    public void progress(LoadProgress second) {
        long now = loop == NOBODY ? NOBODY : memory.getThreadAllocatedBytes(loop);
        // A loop that has ended tells nothing more.
        if (second.phase() == LoadPhase.MEASUREMENT && now != NOBODY && allocated != NOBODY) {
            bytesPerAnswer.add((now - allocated) / Math.max(1, second.answersPerSecond()));
        }
        allocated = now;
    }

    /// The median second; what is done once a second is in it.
    double medianBytesPerAnswer() {
        double[] sorted = bytesPerAnswer.stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            throw new IllegalStateException("the measurement must last two seconds or more to be watched");
        }
        return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                .average()
                .orElseThrow();
    }
}
