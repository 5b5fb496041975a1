package threadvsloop.harness.trial;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.locks.ReentrantLock;
import threadvsloop.harness.Durations;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RateProfile;
import threadvsloop.results.documents.PointSpec;

/// Trials of one block at one point whose servers live at once and have load in turns, so that what a host does for
/// seconds, such as to be slow, befalls them all alike. A trial that is alone is the only one of its turns.
///
/// ```
///   server A  start, prime ······················ connect ██····██····██····██····  drain
///   server B                start, prime ········ connect ···██····██····██····██·  drain
///                                        all primed ┘     └ all connected         └ all measured
/// ```
///
/// Each trial has a thread of its own, which calls the methods in their order, [#leave] at the end in any case.
public final class Turns {

    /// What it takes to read one server's counters at an edge.
    private static final long READING_MS = 8;

    private final int trials;

    /// Who is still there; each stage ends when all of them have come to its end.
    private final Phaser stages;

    private final ReentrantLock preparing = new ReentrantLock(true);
    private final AtomicLong loadFromNs = new AtomicLong(Long.MIN_VALUE);
    private final DoubleAdder cpuMs = new DoubleAdder();

    public Turns(int trials) {
        this.trials = trials;
        this.stages = new Phaser(trials);
    }

    /// The place of a trial among all.
    ///
    /// @param index from 0
    public record Turn(Turns all, int index) {

        /// Of a trial without others.
        static Turn alone() {
            return new Turns(1).turn(0);
        }

        /// A load of its own turns: each of the trials has load for as long as one that is alone.
        ///
        /// @param alone the point's load on a server that is alone
        public LoadOptions interleaved(LoadOptions alone, PointSpec point) {
            if (all.trials == 1 || !(alone.shape() instanceof LoadShape.Open(Arrivals arrivals, RateProfile _))) {
                return alone;
            }
            Duration warmup = alone.warmup().multipliedBy(all.trials);
            Duration measurement = alone.measurement().multipliedBy(all.trials);
            RateProfile rate = RateProfile.turns(
                    point.offeredPerSecond(),
                    index,
                    all.trials,
                    Durations.ofSeconds(point.course().turnSeconds()),
                    warmup,
                    warmup.plus(measurement));
            return alone.with(new LoadShape.Open(arrivals, rate), warmup, measurement);
        }

        /// At the edge where measurement begins, the first server is read first, for it has load at once; the others
        /// have none yet and are read one after another.
        void awaitReading() throws InterruptedException {
            Thread.sleep(READING_MS * index);
        }
    }

    public Turn turn(int index) {
        return new Turn(this, index);
    }

    int trials() {
        return trials;
    }

    /// Waits until no other server is being started or primed.
    void beginPreparing() throws InterruptedException {
        preparing.lockInterruptibly();
    }

    /// Ends what [#beginPreparing] began, and waits until all servers are ready for their load.
    void prepared() throws InterruptedException {
        preparing.unlock();
        awaitOthers();
    }

    /// Waits until the connections of all are open.
    ///
    /// @param soonestNs when this one's load can begin
    /// @return when the load of all begins
    long loadFrom(long soonestNs) throws InterruptedException {
        loadFromNs.accumulateAndGet(soonestNs, Math::max);
        awaitOthers();
        return loadFromNs.get();
    }

    /// Waits until the load of all is over.
    ///
    /// @param ownMs CPU that this server used in the window, which is the same for all
    /// @return what the others used in it
    double othersMs(double ownMs) throws InterruptedException {
        cpuMs.add(ownMs);
        awaitOthers();
        return Math.max(0, cpuMs.sum() - ownMs);
    }

    /// Nobody waits for this one any more.
    void leave() {
        if (preparing.isHeldByCurrentThread()) {
            preparing.unlock();
        }
        stages.arriveAndDeregister();
    }

    private void awaitOthers() throws InterruptedException {
        stages.awaitAdvanceInterruptibly(stages.arrive());
    }
}
