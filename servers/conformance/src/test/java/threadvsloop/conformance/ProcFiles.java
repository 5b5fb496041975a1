package threadvsloop.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What Linux says of a server's process and of those it started.
final class ProcFiles {

    private static final Path PROC = Path.of("/proc");

    private ProcFiles() {}

    /// Aborts the test, with the reason, where there is no `/proc`.
    static void assumeThere() {
        assumeTrue(Files.isDirectory(PROC.resolve("self/fd")), "not tested: this system has no /proc");
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
        int count = 0;
        for (long pid : processes(server)) {
            try (Stream<Path> tasks = Files.list(PROC.resolve(pid + "/task"))) {
                count += Math.toIntExact(tasks.count());
            }
        }
        return count;
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
