package threadvsloop.loadgen.clock;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// How Linux schedules a thread among the others that want its CPU: sched_setattr(2).
///
/// A load loop that comes back from a wait must not find its CPU taken until the kernel's next tick, up to
/// 4 ms later. Two things help. The highest priority, where the system allows it: for root or a user whose
/// limit (`ulimit -e`) lets it. And the shortest slice, which needs no permission and works since Linux 6.12:
/// the scheduler lets a thread finish its slice of about 3 ms before one that wakes, whatever their
/// priorities, unless that has a shorter one. Java's own thread priorities have no effect by default.
///
/// Real-time scheduling would keep all others away and is not used: what a loop waits for in turns of
/// spinning, such as the virtual machine's own locks, may be held by one of those others, and then the loop
/// stood still for 700 ms.
///
/// @param policy the kernel's number of it; 0 is the usual one
/// @param nice -20 to 19, the lowest coming first
/// @param sliceNs how long it may run before others get their turn; 0 stands for the kernel's choice
public record LoopPriority(int policy, int nice, long sliceNs) {

    /// What a thread has for which nobody asked otherwise.
    private static final LoopPriority USUAL = new LoopPriority(0, 0, 0);

    /// What comes before all others.
    private static final LoopPriority FIRST = new LoopPriority(0, -20, 100_000L);

    private static final int HALF_WAY = -10;

    // struct sched_attr in its first version, which all kernels take, and where its fields are.
    private static final int SIZE = 48;
    private static final int POLICY_AT = 4;
    private static final int FLAGS_AT = 8;
    private static final int NICE_AT = 16;
    private static final int SLICE_AT = 24;

    /// Threads that it starts do not inherit it.
    private static final long RESET_ON_FORK = 1;

    private static final int CALLING_THREAD = 0;

    private static final Optional<Calls> CALLS = Calls.ofThisSystem();

    /// Puts the calling thread before all others, as far as the system allows it.
    ///
    /// @return whether it has the highest priority
    public static boolean raise() {
        return raise(CALLING_THREAD);
    }

    /// Puts a thread of this process before all others, as far as the system allows it.
    ///
    /// @return whether it has the highest priority
    public static boolean raise(int thread) {
        if (FIRST.applyTo(thread)) {
            return true;
        }
        LoopPriority present = ofThread(thread);
        new LoopPriority(present.policy, present.nice, FIRST.sliceNs).applyTo(thread);
        return false;
    }

    /// Puts the calling thread after the loops and before all others, as far as the system allows it.
    public static void raiseHalfWay() {
        new LoopPriority(USUAL.policy, HALF_WAY, 0).apply();
    }

    /// That of the calling thread.
    public static LoopPriority ofThisThread() {
        return ofThread(CALLING_THREAD);
    }

    /// Gives it to the calling thread.
    ///
    /// @return whether the system allowed it
    public boolean apply() {
        return applyTo(CALLING_THREAD);
    }

    /// That of a thread of this process, as the kernel numbers them.
    static LoopPriority ofThread(int thread) {
        return CALLS.map(calls -> calls.get(thread)).orElse(USUAL);
    }

    /// Gives it to a thread of this process.
    ///
    /// @return whether the system allowed it
    boolean applyTo(int thread) {
        return CALLS.isPresent() && CALLS.get().set(thread, this);
    }

    /// @param syscall syscall(2) with up to four arguments after the number of the call
    /// @param setAttr the number of sched_setattr
    /// @param getAttr the number of sched_getattr
    private record Calls(MethodHandle syscall, long setAttr, long getAttr) {
        /// Nothing where the system is not Linux or has numbers of its own for its calls.
        @SuppressWarnings("restricted") // one function of C; the jars' manifests enable it
        static Optional<Calls> ofThisSystem() {
            if (!System.getProperty("os.name").equals("Linux")) {
                return Optional.empty();
            }
            Linker linker = Linker.nativeLinker();
            FunctionDescriptor shape =
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
            Optional<MethodHandle> syscall = linker.defaultLookup()
                    .find("syscall")
                    .map(address -> linker.downcallHandle(address, shape, Linker.Option.firstVariadicArg(1)));
            return switch (System.getProperty("os.arch")) {
                case "amd64" -> syscall.map(call -> new Calls(call, 314, 315));
                case "aarch64", "riscv64" -> syscall.map(call -> new Calls(call, 274, 275));
                default -> Optional.empty();
            };
        }

        LoopPriority get(int thread) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment attributes = arena.allocate(SIZE, Long.BYTES);
                return call(getAttr, thread, attributes, SIZE) != 0
                        ? USUAL
                        : new LoopPriority(
                                attributes.get(JAVA_INT, POLICY_AT),
                                attributes.get(JAVA_INT, NICE_AT),
                                attributes.get(JAVA_LONG, SLICE_AT));
            }
        }

        boolean set(int thread, LoopPriority priority) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment attributes = arena.allocate(SIZE, Long.BYTES);
                attributes.set(JAVA_INT, 0, SIZE);
                attributes.set(JAVA_INT, POLICY_AT, priority.policy);
                attributes.set(JAVA_LONG, FLAGS_AT, RESET_ON_FORK);
                attributes.set(JAVA_INT, NICE_AT, priority.nice);
                attributes.set(JAVA_LONG, SLICE_AT, priority.sliceNs);
                return call(setAttr, thread, attributes, 0) == 0;
            }
        }

        private long call(long number, int thread, MemorySegment attributes, int size) {
            try {
                return (long) syscall.invokeExact(number, thread, attributes, size, 0);
            } catch (Throwable e) {
                throw new IllegalStateException("a priority cannot be read or set", e);
            }
        }
    }
}
