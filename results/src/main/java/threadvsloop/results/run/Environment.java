package threadvsloop.results.run;

import java.util.List;
import java.util.Map;

/// `environment.json`: the host a run was made on.
///
/// @param limits soft limits and kernel settings that bound a run: `open files`, `threads-max`, `somaxconn`, …
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
}
