package threadvsloop.harness.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// The system calls that Java has no door to. Linux on 64 bits.
public final class Posix {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle CLOCK_GETTIME =
            downcall("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle SCHED_SETSCHEDULER =
            downcall("sched_setscheduler", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));

    private static final MethodHandle PRCTL =
            downcall("prctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG), Linker.Option.firstVariadicArg(1));
    private static final MethodHandle WAITPID =
            downcall("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle KILL = downcall("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private static final MethodHandle MKFIFO = downcall("mkfifo", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    /// Kernel encoding of "scheduler clock of a process": see `MAKE_PROCESS_CPUCLOCK` in linux/posix-timers.h.
    private static final int CPUCLOCK_SCHED = 2;

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int CALLING_THREAD = 0;
    private static final int SCHED_IDLE = 5;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int WNOHANG = 1;
    private static final int USER_ONLY = 0600;

    private Posix() {}

    /// CPU time that a process has used, in nanoseconds, user and kernel, over all its threads including those that
    /// have
    /// ended. `/proc/PID/stat` gives the same in steps of 10 ms, too coarse for an idle server.
    ///
    /// @return -1 when there is no such process
    public static long processCpuNs(long pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timespec = arena.allocate(2 * JAVA_LONG.byteSize(), JAVA_LONG.byteAlignment());
            int clock = ((int) ~pid << 3) | CPUCLOCK_SCHED;
            int result = (int) CLOCK_GETTIME.invokeExact(clock, timespec);
            return result != 0
                    ? -1
                    : timespec.getAtIndex(JAVA_LONG, 0) * NS_PER_SECOND + timespec.getAtIndex(JAVA_LONG, 1);
        } catch (Throwable e) {
            throw new IllegalStateException("clock_gettime cannot be called", e);
        }
    }

    /// Lets every other thread on this CPU go first, at once. A high nice value would not do: the kernel lets a nice
    /// thread
    /// finish its slice of some 3 ms before one that wakes up, and the load generator would be that late.
    public static void yieldToOthers() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment priority = arena.allocate(JAVA_INT);
            int result = (int) SCHED_SETSCHEDULER.invokeExact(CALLING_THREAD, SCHED_IDLE, priority);
            if (result != 0) {
                throw new IllegalStateException("SCHED_IDLE was refused, though giving way never is");
            }
        } catch (IllegalStateException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("sched_setscheduler cannot be called", e);
        }
    }

    /// Whether processes below this one that lose their parent become children of this one, instead of the system's
    /// first process: so that a server that makes itself a daemon is still found.
    public static void adoptOrphans(boolean adopt) {
        try {
            int result = (int) PRCTL.invokeExact(PR_SET_CHILD_SUBREAPER, adopt ? 1L : 0L);
            if (result != 0) {
                throw new IllegalStateException("PR_SET_CHILD_SUBREAPER was refused; it needs Linux 3.4 or newer");
            }
        } catch (IllegalStateException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("prctl cannot be called", e);
        }
    }

    /// Makes a named pipe that only this user can open.
    ///
    /// @return whether it worked
    static boolean makePipe(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) MKFIFO.invokeExact(arena.allocateFrom(path.toString()), USER_ONLY) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("mkfifo cannot be called", e);
        }
    }

    /// Takes note of the end of a child that Java did not start, which stays a zombie otherwise. Does not wait, and
    /// does
    /// nothing when the process has not ended or is no child.
    public static void reap(long pid) {
        try {
            int _ = (int) WAITPID.invokeExact((int) pid, MemorySegment.NULL, WNOHANG);
        } catch (Throwable e) {
            throw new IllegalStateException("waitpid cannot be called", e);
        }
    }

    /// Sends a signal by its number; nothing happens when there is no such process.
    public static void kill(long pid, int signal) {
        try {
            int _ = (int) KILL.invokeExact((int) pid, signal);
        } catch (Throwable e) {
            throw new IllegalStateException("kill cannot be called", e);
        }
    }

    @SuppressWarnings("restricted") // calling C is what this class is for; the jar's manifest enables it
    private static MethodHandle downcall(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }
}
