package threadvsloop.loadgen.record;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Hands full tallies of one loop to the coordinating thread, and cleared ones back. Neither side ever waits.
public final class TallyExchange {
    private final Queue<Tally> full = new ConcurrentLinkedQueue<>();
    private final Queue<Tally> cleared = new ConcurrentLinkedQueue<>();

    private final KindCount count;

    public TallyExchange(KindCount count) {
        this.count = count;
        cleared.add(new Tally(count));
        cleared.add(new Tally(count));
    }

    /// Any thread.
    KindCount count() {
        return count;
    }

    /// Loop: a tally to write to.
    public Tally take() {
        Tally tally = cleared.poll();
        return tally == null ? new Tally(count) : tally;
    }

    /// Loop: this one is written.
    public void handOver(Tally tally) {
        full.add(tally);
    }

    /// Coordinator: the next one that is written, in order, or null.
    @Nullable
    Tally poll() {
        return full.poll();
    }

    /// Coordinator: this one has been read.
    void giveBack(Tally tally) {
        tally.clear();
        cleared.add(tally);
    }
}
