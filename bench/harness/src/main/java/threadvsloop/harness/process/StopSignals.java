package threadvsloop.harness.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What SIGHUP, SIGINT and SIGTERM do to this process. Used from any thread.
///
/// ```
/// running ── first signal ──→ stopping: the command keeps what it has, then 128 + the signal's number
///                                └ another signal → ends at once, with the same exit code
/// ```
///
/// A command that measures says with [#stopping] how it is stopped, and then ends by itself; [#exitCode] gives the
/// process its exit code. Any other command ends at the first signal. A signal that the process was started to ignore
/// (`nohup`) stays ignored.
///
/// One wish to stop may arrive as several signals: `timeout` sends its signal to the process and to its group, a closed
/// terminal sends SIGHUP twice, Maven sends SIGTERM behind Ctrl-C. What follows the first within [#ONE_WISH_NS] is
/// therefore part of it.
public final class StopSignals {

    /// A person needs longer to press Ctrl-C again.
    private static final long ONE_WISH_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final AtomicReference<@Nullable Received> FIRST = new AtomicReference<>();
    private static final AtomicReference<@Nullable Runnable> STOP = new AtomicReference<>();

    /// @param atNs on the clock of [System#nanoTime]
    private record Received(StopSignal signal, long atNs) {}

    public enum StopSignal {
        HUP(1),
        INT(2),
        TERM(15);

        private final int number;

        StopSignal(int number) {
            this.number = number;
        }

        /// What a shell shows of a process that a signal has ended.
        public int exitCode() {
            return 128 + number;
        }

        /// `SIGINT`.
        public String label() {
            return "SIG" + name();
        }
    }

    /// Until it is closed, the first signal does what was registered instead of ending the process.
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    private StopSignals() {}

    /// Takes over the three signals. Called once, when the process starts.
    public static void handle() {
        for (StopSignal signal : StopSignal.values()) {
            handle(signal);
        }
    }

    /// @param stop called on another thread, at once and once only, when the first signal comes; must not block
    public static Registration stopping(Runnable stop) {
        STOP.set(stop);
        return () -> STOP.compareAndSet(stop, null);
    }

    /// The first signal; null if none has come.
    public static @Nullable StopSignal received() {
        Received first = FIRST.get();
        return first == null ? null : first.signal();
    }

    /// @param ofCommand what the command itself ended with
    /// @return the same, unless a signal has come
    public static int exitCode(int ofCommand) {
        StopSignal signal = received();
        return signal == null ? ofCommand : signal.exitCode();
    }

    private static void receive(StopSignal signal) {
        Received now = new Received(signal, System.nanoTime());
        Received first = FIRST.compareAndExchange(null, now);
        if (first == null) {
            Runnable stop = STOP.get();
            if (stop == null) {
                System.exit(signal.exitCode());
            } else {
                stop.run();
            }
        } else if (now.atNs() - first.atNs() > ONE_WISH_NS) {
            Runtime.getRuntime().halt(first.signal().exitCode());
        }
    }

    /// By reflection, for javac warns of `sun.misc` and cannot be told not to. It is part of the exported module
    /// `jdk.unsupported`, and the only way to hear of a second signal: shutdown hooks run once.
    private static void handle(StopSignal signal) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                        return switch (method.getName()) {
                            case "handle" -> {
                                receive(signal);
                                yield null;
                            }
                            case "equals" -> System.identityHashCode(self) == System.identityHashCode(arguments[0]);
                            case "hashCode" -> System.identityHashCode(self);
                            default -> signal.label();
                        };
                    });
            type.getMethod("handle", type, handlerType)
                    .invoke(null, type.getConstructor(String.class).newInstance(signal.name()), handler);
        } catch (InvocationTargetException e) {
            // The JVM was started with -Xrs: it leaves signals to the system, which ends the process by them.
            System.getLogger(StopSignals.class.getName()).log(System.Logger.Level.DEBUG, signal.label(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM has no sun.misc.Signal: use a JDK 25", e);
        }
    }
}
