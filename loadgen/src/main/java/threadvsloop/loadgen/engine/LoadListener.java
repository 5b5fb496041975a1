package threadvsloop.loadgen.engine;

import threadvsloop.model.measured.LoadPhase;
import threadvsloop.model.measured.LoadProgress;

/// Told how a run proceeds. Called on the thread that called `LoadGenerator.run`, never on a loop; a slow listener
/// delays the next call, not the load.
public interface LoadListener {

    /// Listens to nothing.
    LoadListener NONE = new LoadListener() {};

    /// A phase began. Each phase is announced once, in order; [LoadPhase#CONNECT] at once and [LoadPhase#DONE] when
    /// all connections are closed. A phase of zero length is announced too, so that edges come in pairs.
    ///
    /// @param nanoTime where the phase begins on the clock of [System#nanoTime]. For measurement and drain these
    ///     are exactly the ends of the window that the result covers; the call follows promptly after that moment
    default void phase(LoadPhase phase, long nanoTime) {}

    /// All connections are open. May wait, for others who are to begin at the same moment; called once.
    ///
    /// @param soonestNs when the load can begin, on the clock of [System#nanoTime]
    /// @return when it does begin; not before that
    default long loadFrom(long soonestNs) throws InterruptedException {
        return soonestNs;
    }

    /// The measurement begins in 60 ms, or as soon as this returns if the warm-up is shorter: what takes some
    /// milliseconds can be done now, for at the edge it would hold up what is measured.
    default void beforeMeasurement() {}

    /// About once a second during warm-up, measurement and drain, and while connections are opened.
    default void progress(LoadProgress progress) {}
}
