package threadvsloop.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The folders of the project that the command works in.
///
/// @param root the folder that holds `servers`, `bench` and `results`
public record Project(Path root) {

    public static final String LOOPBACK = "127.0.0.1";

    /// What a process that is to be another `tvl` is started with.
    public static final String MAIN_CLASS = "threadvsloop.harness.cli.Tvl";

    /// Found by the system property `tvl.root` (set by the launcher and by Maven), else upwards from here.
    public static Project find() {
        String property = System.getProperty("tvl.root");
        Path start = Path.of(property == null ? "" : property).toAbsolutePath().normalize();
        return Stream.iterate(start, path -> path != null, Path::getParent)
                .filter(path -> Files.isRegularFile(path.resolve("servers/contestants.yaml")))
                .findFirst()
                .map(Project::new)
                .orElseThrow(() -> new UsageException("no servers/contestants.yaml in " + start
                        + " or above it: run scripts/tvl from a clone of thread-vs-loop"));
    }

    /// The java that runs this command.
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public Path contestants() {
        return root.resolve("servers/contestants.yaml");
    }

    public Path variants() {
        return root.resolve("bench/variants.yaml");
    }

    public Path scenarios() {
        return root.resolve("bench/scenarios");
    }

    public Path claims() {
        return root.resolve("bench/claims");
    }

    public Path profiles() {
        return root.resolve("bench/profiles.yaml");
    }

    public Path calibrations() {
        return root.resolve("results/calibration");
    }

    public Path runs() {
        return root.resolve("results/runs");
    }

    /// A path within the project as seen from its root, anything else as it is.
    public String shorten(String word) {
        return word.startsWith(root + "/") ? root.relativize(Path.of(word)).toString() : word;
    }
}
