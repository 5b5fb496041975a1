package threadvsloop.blocking;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Things lent to threads while they serve a request, so that idle connections hold none. Keeps at most a fixed number;
/// what is needed beyond is made, and given up when it comes back. Any thread.
final class Pool<T> {
    private final AtomicReferenceArray<@Nullable T> slots;
    private final Supplier<T> maker;

    Pool(int slotCount, Supplier<T> maker) {
        this.slots = new AtomicReferenceArray<>(slotCount);
        this.maker = maker;
    }

    /// A thing that nobody else has, as whoever had it before left it.
    T take() {
        T kept = slots.getAndSet(slot(), null);
        return kept == null ? maker.get() : kept;
    }

    void giveBack(T thing) {
        slots.lazySet(slot(), thing);
    }

    /// By thread, so that threads rarely meet.
    private int slot() {
        return (int) (Thread.currentThread().threadId() % slots.length());
    }
}
