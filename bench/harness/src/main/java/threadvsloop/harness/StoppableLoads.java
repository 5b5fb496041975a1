package threadvsloop.harness;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.LoadGenerator;
import threadvsloop.loadgen.LoadListener;
import threadvsloop.loadgen.LoadOptions;
import threadvsloop.loadgen.LoadResult;
import threadvsloop.loadgen.TargetUnreachableException;

/// One load after another, until told to stop: the present one then ends early, and none is begun after it. Used by
/// one thread, but for [#stop].
final class StoppableLoads {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable LoadGenerator present;

    /// What was measured until the end, or until it was stopped.
    LoadResult run(LoadOptions options, LoadListener listener) throws TargetUnreachableException, InterruptedException {
        LoadGenerator generator = new LoadGenerator(options);
        present = generator;
        if (isStopped()) {
            generator.stop();
        }
        return generator.run(listener);
    }

    /// Any thread; does not block.
    void stop() {
        stopped.countDown();
        LoadGenerator generator = present;
        if (generator != null) {
            generator.stop();
        }
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /// Waits for a while, or until told to stop.
    ///
    /// @return whether it was told so
    boolean rest(long ms) throws InterruptedException {
        return stopped.await(ms, TimeUnit.MILLISECONDS);
    }
}
