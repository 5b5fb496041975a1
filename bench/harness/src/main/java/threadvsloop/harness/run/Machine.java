package threadvsloop.harness.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import threadvsloop.harness.Project;
import threadvsloop.harness.Shell;
import threadvsloop.harness.plan.Preflight;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.process.NodeRuntime;
import threadvsloop.results.documents.Environment;

/// Describes the host for the record.
public final class Machine {

    private static final long BYTES_PER_MIB = 1 << 20;
    private static final int HOST_DIGITS = 16;

    /// What decides how fast a CPU runs and what memory costs; many virtual machines have none of it.
    private static final Map<String, String> KERNEL_SETTINGS = new TreeMap<>(Map.of(
            "CPU governor", "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor",
            "CPU boost", "/sys/devices/system/cpu/cpufreq/boost",
            "CPU without turbo", "/sys/devices/system/cpu/intel_pstate/no_turbo",
            "hyper-threading", "/sys/devices/system/cpu/smt/control",
            "transparent huge pages", "/sys/kernel/mm/transparent_hugepage/enabled"));

    private Machine() {}

    public static Environment describe(Project project, Cpus cpus) {
        var os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Preflight limits = Preflight.ofThisMachine();
        Map<String, String> bounds = new LinkedHashMap<>();
        bounds.put("open files", Long.toString(limits.openFiles()));
        bounds.put("threads", Long.toString(limits.threads()));
        bounds.put("memory mappings", Long.toString(limits.mappings()));
        bounds.put("local ports", Long.toString(limits.ports()));
        bounds.put("somaxconn", Long.toString(limits.backlog()));
        KERNEL_SETTINGS.forEach((name, file) -> {
            String value = firstLine(Path.of(file));
            if (!value.isEmpty()) {
                bounds.put(name, value);
            }
        });
        Map<String, String> tools = new LinkedHashMap<>();
        tools.put("java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
        NodeRuntime.find(project)
                .ifPresent(node ->
                        tools.put("node", node.version() + (node.pinned() ? " (npm)" : " (the machine's own)")));
        List<String> notes = new ArrayList<>();
        limits.backlogWarning().ifPresent(notes::add);
        return new Environment(
                Environment.SCHEMA_VERSION,
                host(),
                distribution(),
                os.getName() + " " + os.getVersion() + " " + os.getArch(),
                cpuModel(),
                Cpus.COUNT,
                os.getTotalMemorySize() / BYTES_PER_MIB,
                cpus.server(),
                cpus.generator(),
                bounds,
                tools,
                notes);
    }

    /// The commit of the work tree, with `-dirty` when it differs; `unknown` outside git.
    public static String commit(Project project) {
        String git = Shell.output(
                List.of("git", "-C", project.root().toString(), "describe", "--always", "--dirty", "--abbrev=10"));
        return git.isEmpty() ? "unknown" : git;
    }

    /// The machine's id, or else its name, as a digest: results are published, names of machines need not be.
    private static String host() {
        String identity = Stream.of("/etc/machine-id", "/proc/sys/kernel/hostname")
                .map(file -> firstLine(Path.of(file)))
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
        return identity.isEmpty() ? "" : digest(identity).substring(0, HOST_DIGITS);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    private static String distribution() {
        return field(Path.of("/etc/os-release"), "PRETTY_NAME=").replace("\"", "");
    }

    private static String cpuModel() {
        return field(Path.of("/proc/cpuinfo"), "model name").replaceFirst("^\\s*:\\s*", "");
    }

    private static String field(Path file, String prefix) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(prefix))
                    .findFirst()
                    .map(line -> line.substring(prefix.length()))
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
