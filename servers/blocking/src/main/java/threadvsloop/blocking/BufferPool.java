package threadvsloop.blocking;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Buffers outside the heap, lent to threads while they have something to send, so that idle connections hold none.
/// Keeps at most a fixed number; what is needed beyond is made, and given up when it comes back.
final class BufferPool {
    static final int BUFFER_BYTES = 16 * 1024;

    private final AtomicReferenceArray<@Nullable ByteBuffer> slots;

    BufferPool(int slotCount) {
        slots = new AtomicReferenceArray<>(slotCount);
    }

    /// An empty buffer, as large as they all are.
    ByteBuffer take() {
        ByteBuffer buffer = slots.getAndSet(slot(), null);
        return buffer == null ? ByteBuffer.allocateDirect(BUFFER_BYTES) : buffer.clear();
    }

    void giveBack(ByteBuffer buffer) {
        slots.lazySet(slot(), buffer);
    }

    /// By thread, so that threads rarely meet.
    private int slot() {
        return (int) (Thread.currentThread().threadId() % slots.length());
    }
}
