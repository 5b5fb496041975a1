package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What Linux says of a server's process and of those it started.
final class ProcFiles {

    private static final Path PROC = Path.of("/proc");

    /// A thread ends, and a descriptor is given back, some time after the connection they were for counts as closed.
    private static final long LONGEST_RELEASE_NS = 60_000_000_000L;

    private ProcFiles() {}

    /// Aborts the test, with the reason, where there is no `/proc`.
    static void assumeThere() {
        assumeTrue(Files.isDirectory(PROC.resolve("self/fd")), "not tested: this system has no /proc");
    }

    /// Something of a server that can be counted.
    interface Count {
        int of(ServerProcess server) throws IOException;
    }

    /// Until there are at most so many. Where they stay more, that is a leak.
    static void awaitAtMost(int most, String what, Count count, ServerProcess server)
            throws IOException, InterruptedException {
        long giveUpNs = System.nanoTime() + LONGEST_RELEASE_NS;
        while (count.of(server) > most && System.nanoTime() < giveUpNs) Thread.sleep(50);
        assertThat(count.of(server)).as(what).isLessThanOrEqualTo(most);
    }

    static int openDescriptors(ServerProcess server) throws IOException {
        int count = 0;
        for (long pid : processes(server)) {
            try (Stream<Path> descriptors = Files.list(PROC.resolve(pid + "/fd"))) {
                count += Math.toIntExact(descriptors.count());
            }
        }
        return count;
    }

    static int threads(ServerProcess server) throws IOException {
        return tasks(server).size();
    }

    /// How long each thread has waited for a processor that others had, by the thread's folder in `/proc`.
    static Map<String, Long> waitedForCpuNs(ServerProcess server) throws IOException {
        Map<String, Long> waited = new HashMap<>();
        for (Path task : tasks(server)) {
            waitedForCpuNs(task).ifPresent(ns -> waited.put(task.toString(), ns));
        }
        return waited;
    }

    private static List<Path> tasks(ServerProcess server) throws IOException {
        List<Path> all = new ArrayList<>();
        for (long pid : processes(server)) {
            try (Stream<Path> tasks = Files.list(PROC.resolve(pid + "/task"))) {
                tasks.forEach(all::add);
            }
        }
        return all;
    }

    /// Empty if the thread has ended since it was listed.
    private static OptionalLong waitedForCpuNs(Path task) throws IOException {
        try {
            return OptionalLong.of(
                    Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[1]));
        } catch (IOException e) {
            if (Files.exists(task)) throw e;
            return OptionalLong.empty();
        }
    }

    static long residentKib(ServerProcess server) throws IOException {
        long sum = 0;
        for (long pid : processes(server)) {
            sum += Files.readAllLines(PROC.resolve(pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
        return sum;
    }

    static long[] processes(ServerProcess server) {
        return Stream.concat(Stream.of(server.handle()), server.handle().descendants())
                .mapToLong(ProcessHandle::pid)
                .toArray();
    }
}
