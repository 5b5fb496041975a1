package threadvsloop.harness.process;

import java.util.ArrayList;
import java.util.List;
import threadvsloop.harness.Shell;

/// Which CPUs the server gets and which the generator: never the same one, unless a contestant is given
/// more on purpose.
///
/// On two CPUs the server has 0 and everything else 1; on more, the lower half and the upper half.
///
/// @param server CPU list as taskset takes it; empty when nothing is pinned
public record Cpus(String server, String generator) {

    /// How many this process was given. The JVM's own number, once the process has confined itself, is smaller.
    public static final int COUNT = Runtime.getRuntime().availableProcessors();

    /// Nobody is confined.
    public static final Cpus ALL = new Cpus("", "");

    public static Cpus ofThisMachine() {
        if (COUNT < 2 || !taskset("-V")) {
            return ALL;
        }
        int half = COUNT / 2;
        return new Cpus(range(0, half - 1), range(half, COUNT - 1));
    }

    private static String range(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }

    public boolean pinned() {
        return !server.isEmpty();
    }

    /// CPUs of the generator's side.
    public int generatorCount() {
        return pinned() ? last(generator) - first(generator) + 1 : COUNT;
    }

    /// The same division, but the server has so many CPUs, or all where there are fewer. The generator
    /// keeps its own,
    /// so both may share some.
    public Cpus withServerCpus(int count) {
        return pinned() ? new Cpus(range(0, Math.min(count - 1, last(generator))), generator) : this;
    }

    /// The CPUs that server and generator share on purpose, as taskset takes them; empty when there are
    /// none, or nobody
    /// is confined.
    public String shared() {
        return pinned() && last(server) >= first(generator) ? range(first(generator), last(server)) : "";
    }

    private static int first(String cpus) {
        return Integer.parseInt(cpus.split("-", 2)[0]);
    }

    private static int last(String cpus) {
        String[] ends = cpus.split("-", 2);
        return Integer.parseInt(ends[ends.length - 1]);
    }

    /// The command, confined to the server's CPUs; taskset replaces itself, so the process id is the server's.
    public List<String> onServerCpus(List<String> command) {
        return on(server, command);
    }

    /// The command, confined to the CPUs of generator and backends.
    public List<String> onGeneratorCpus(List<String> command) {
        return on(generator, command);
    }

    private List<String> on(String cpus, List<String> command) {
        List<String> line = new ArrayList<>();
        if (pinned()) {
            line.addAll(List.of("taskset", "-c", cpus));
        }
        line.addAll(command);
        return line;
    }

    /// Moves this process, with all its threads, to the given CPUs.
    ///
    /// @return whether it worked
    public static boolean pinThisProcess(String cpus) {
        return taskset(
                "-a", "-p", "-c", cpus, Long.toString(ProcessHandle.current().pid()));
    }

    private static boolean taskset(String... arguments) {
        List<String> command = new ArrayList<>(List.of("taskset"));
        command.addAll(List.of(arguments));
        return !Shell.output(command).isEmpty();
    }
}
