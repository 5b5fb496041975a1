package threadvsloop.harness.load;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.LoadGenerator;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.loadgen.engine.TargetUnreachableException;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.measured.AddressResult;
import threadvsloop.model.measured.LoadResult;

/// One load after another, until told to stop: the present one then ends early, and none is begun after it. Used by
/// one thread, but for [#stop].
final class StoppableLoads {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable LoadGenerator present;
    private List<AddressResult> addresses = List.of();

    /// What was measured until the end, or until it was stopped.
    LoadResult run(LoadOptions options, LoadListener listener) throws TargetUnreachableException, InterruptedException {
        LoadGenerator generator = new LoadGenerator(options);
        present = generator;
        if (isStopped()) {
            generator.stop();
        }
        LoadResult result = generator.run(listener);
        addresses = generator.addresses();
        return result;
    }

    /// What became of each of several addresses in the last load; empty where there was one only.
    List<AddressResult> addresses() {
        return addresses;
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
