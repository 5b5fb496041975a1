package threadvsloop.loadgen;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Puts the calling thread before others that want its CPU, where the system allows it: on Linux, for root
/// or a user whose limit (`ulimit -e`) lets it. Without that a load loop that comes back from a wait may
/// find its CPU taken until the kernel's next tick, up to 4 ms later. Java's own thread priorities have no
/// effect by default.
final class LoopPriority {
    /// In setpriority(2): `who` is a process, on Linux a thread, and 0 the calling one.
    private static final int PRIO_PROCESS = 0;

    private static final int CALLING_THREAD = 0;
    private static final int HIGHEST = -20;

    private static final Optional<MethodHandle> SETPRIORITY =
            find("setpriority", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final Optional<MethodHandle> GETPRIORITY =
            find("getpriority", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private LoopPriority() {}

    /// @return whether the system allowed it
    static boolean raise() {
        return set(HIGHEST);
    }

    /// The calling thread's priority, to be given back to [#set].
    static int get() {
        return GETPRIORITY.isEmpty() ? 0 : call(GETPRIORITY.get(), PRIO_PROCESS, CALLING_THREAD);
    }

    /// @return whether the system allowed it
    static boolean set(int priority) {
        return SETPRIORITY.isPresent() && call(SETPRIORITY.get(), PRIO_PROCESS, CALLING_THREAD, priority) == 0;
    }

    private static int call(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a priority cannot be read or set", e);
        }
    }

    @SuppressWarnings("restricted") // calls of C without pointers; the jars' manifests enable them
    private static Optional<MethodHandle> find(String name, FunctionDescriptor descriptor) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name).map(address -> linker.downcallHandle(address, descriptor));
    }
}
