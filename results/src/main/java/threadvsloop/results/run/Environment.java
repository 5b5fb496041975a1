package threadvsloop.results.run;

import java.util.List;
import java.util.Map;

/// `environment.json`: the host a run was made on.
///
/// @param limits soft limits and kernel settings that bound a run: `open files`, `threads-max`,
///     `somaxconn`, …
/// @param tools name to version: `java`, `node`
public record Environment(
        int schemaVersion,
        String os,
        String kernel,
        String cpuModel,
        int cpus,
        long memoryMiB,
        String serverCpus,
        String generatorCpus,
        Map<String, String> limits,
        Map<String, String> tools,
        List<String> notes) {

    public static final int SCHEMA_VERSION = 1;

    /// What must be the same for measurements to have been made on one host: kind of machine, division of
    /// its CPUs, kernel and Java.
    public boolean sameHost(Environment other) {
        return fingerprint().equals(other.fingerprint());
    }

    private List<String> fingerprint() {
        return List.of(
                cpuModel,
                Integer.toString(cpus),
                serverCpus,
                generatorCpus,
                os,
                kernel,
                tools.getOrDefault("java", ""));
    }
}
