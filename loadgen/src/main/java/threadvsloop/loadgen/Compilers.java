package threadvsloop.loadgen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The virtual machine's JIT compilers, while load is measured: they get what CPU time nobody else wants.
///
/// Hazard: the kernel lets a thread that has the CPU go on until its next tick, up to 4 ms, although a load
/// loop comes first, and then 160 of 40,000 requests/s are late. Design: Linux's idle class, which a thread
/// that wakes takes the CPU from at once. The loops sleep a moment every few milliseconds, so that compilers get
/// on. Only where the system allows it to be taken back.
final class Compilers implements AutoCloseable {
    private static final Path TASKS = Path.of("/proc/self/task");

    /// As the kernel cuts them off: "C1 CompilerThread0".
    private static final List<String> NAMES = List.of("C1 CompilerThre", "C2 CompilerThre");

    /// Loads that are being measured in this virtual machine.
    private static int measured;

    private boolean aside;

    private Compilers(boolean aside) {
        this.aside = aside;
    }

    /// Puts them aside until this is closed; several loads may do so at once. Any thread.
    ///
    /// @param allowed whether threads may be given a higher priority again
    static Compilers aside(boolean allowed) {
        if (allowed) {
            count(1);
        }
        return new Compilers(allowed);
    }

    @Override
    public void close() {
        if (aside) {
            aside = false;
            count(-1);
        }
    }

    private static synchronized void count(int more) {
        boolean before = measured > 0;
        measured += more;
        boolean after = measured > 0;
        if (before != after) {
            threads().forEach(after ? LoopPriority.IDLE::applyTo : LoopPriority.USUAL::applyTo);
        }
    }

    /// The kernel's numbers of their threads; none where the system is not Linux.
    static List<Integer> threads() {
        List<Integer> threads = new ArrayList<>();
        if (!Files.isDirectory(TASKS)) {
            return threads;
        }
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                if (NAMES.contains(name(task))) {
                    threads.add(Integer.valueOf(String.valueOf(task.getFileName())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return threads;
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm")).trim();
        } catch (IOException e) {
            // The thread has ended meanwhile.
            return "";
        }
    }
}
