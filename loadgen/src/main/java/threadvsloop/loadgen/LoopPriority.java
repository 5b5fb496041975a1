package threadvsloop.loadgen;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Puts the calling thread before others that want its CPU, where the system allows it: on Linux, for root or a user
/// whose limit (`ulimit -e`) lets it. Without that a load loop that comes back from a wait may find its CPU taken until
/// the kernel's next tick, up to 4 ms later. Java's own thread priorities have no effect by default.
final class LoopPriority {
    /// In setpriority(2): `who` is a process, on Linux a thread, and 0 the calling one.
    private static final int PRIO_PROCESS = 0;

    private static final int CALLING_THREAD = 0;
    private static final int HIGHEST = -20;

    private static final Optional<MethodHandle> SETPRIORITY = setpriority();

    private LoopPriority() {}

    /// @return whether the system allowed it
    static boolean raise() {
        return SETPRIORITY.isPresent() && call(SETPRIORITY.get()) == 0;
    }

    private static int call(MethodHandle setpriority) {
        try {
            return (int) setpriority.invokeExact(PRIO_PROCESS, CALLING_THREAD, HIGHEST);
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority cannot be called", e);
        }
    }

    @SuppressWarnings("restricted") // one call of C without pointers; the jars' manifests enable it
    private static Optional<MethodHandle> setpriority() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> symbol = linker.defaultLookup().find("setpriority");
        return symbol.map(address ->
                linker.downcallHandle(address, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT)));
    }
}
