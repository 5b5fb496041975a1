package threadvsloop.blocking;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// `nanosleep` of the C library (POSIX.1), on systems whose `time_t` and `long` have 64 bits. The JVM knows nothing of
/// the wait: whatever thread calls keeps its operating system thread, which for a virtual one is its carrier. Any
/// thread.
final class NativeSleep {
    private static final long SECOND_NS = 1_000_000_000;

    /// `struct timespec`: seconds, and nanoseconds below a second.
    private static final MemoryLayout TIMESPEC = MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG);

    private final MethodHandle nanosleep;

    private NativeSleep(MethodHandle nanosleep) {
        this.nanosleep = nanosleep;
    }

    /// Empty if there is no such function.
    @SuppressWarnings("restricted") // one call of C, whose pointer is to memory of its caller; the manifest enables it
    static Optional<NativeSleep> find() {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
        return linker.defaultLookup()
                .find("nanosleep")
                .map(address -> new NativeSleep(linker.downcallHandle(address, type)));
    }

    /// Sleeps until the monotonic clock has advanced by `ns`, however early a single sleep returns. Interrupts do not
    /// end it.
    void sleep(long ns) {
        long dueNs = System.nanoTime() + ns;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(TIMESPEC);
            for (long leftNs = ns; leftNs > 0; leftNs = dueNs - System.nanoTime()) {
                time.set(JAVA_LONG, 0, leftNs / SECOND_NS);
                time.set(JAVA_LONG, JAVA_LONG.byteSize(), leftNs % SECOND_NS);
                call(time);
            }
        }
    }

    /// Its status says no more than that a signal ended it early, which the clock tells as well.
    private void call(MemorySegment time) {
        try {
            int _ = (int) nanosleep.invokeExact(time, MemorySegment.NULL);
        } catch (Throwable e) {
            throw new IllegalStateException("nanosleep cannot be called", e);
        }
    }
}
