package threadvsloop.loadgen;

/// Puts load on a server and tells what came of it. For one run only.
public final class LoadGenerator {
    private final LoadOptions options;
    private volatile boolean stopped;

    public LoadGenerator(LoadOptions options) {
        this.options = options;
    }

    /// Runs to the end on this thread and on one further thread per loop.
    ///
    /// @throws TargetUnreachableException if not one connection could be opened
    /// @throws InterruptedException if this thread was interrupted; everything is closed by then
    public LoadResult run(LoadListener listener) throws TargetUnreachableException, InterruptedException {
        if (options.connections() >= 0 && !stopped) {
            throw new UnsupportedOperationException("no loops yet");
        }
        return LoadResult.merge(java.util.List.of());
    }

    /// Ends the run early, from any thread; [#run] then returns what was measured, marked as stopped.
    public void stop() {
        stopped = true;
    }
}
