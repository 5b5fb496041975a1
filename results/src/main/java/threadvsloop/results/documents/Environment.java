package threadvsloop.results.documents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// `environment.json`: the host a run was made on.
///
/// @param host tells one machine from another of the same kind without naming it; empty when unknown
/// @param limits soft limits and kernel settings that bound a run: `open files`, `threads-max`,
///     `somaxconn`, …
/// @param tools name to version: `java`, `node`
public record Environment(
        int schemaVersion,
        String host,
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

    /// Total memory differs by a little from one start of a kernel to the next.
    private static final double SAME_MEMORY = 0.01;

    /// The setting that decides what a burst of connections measures.
    private static final String BACKLOG = "somaxconn";

    /// In what trials measured here and there would not be alike, a phrase for each: `kernel: A, now B`. What one of
    /// both
    /// does not know is no difference.
    public List<String> differencesTo(Environment now) {
        List<String> differences = new ArrayList<>();
        if (!host.isEmpty() && !now.host.isEmpty()) {
            add(differences, "host", host, now.host);
        }
        add(differences, "system", os, now.os);
        add(differences, "kernel", kernel, now.kernel);
        add(differences, "processor", cpuModel, now.cpuModel);
        add(differences, "CPUs", Integer.toString(cpus), Integer.toString(now.cpus));
        if (Math.abs(memoryMiB - now.memoryMiB) > SAME_MEMORY * memoryMiB) {
            add(differences, "memory", memoryMiB + " MiB", now.memoryMiB + " MiB");
        }
        add(differences, "pinning", pinning(), now.pinning());
        for (String tool : new TreeSet<>(union(tools, now.tools))) {
            add(differences, tool, tools.getOrDefault(tool, "none"), now.tools.getOrDefault(tool, "none"));
        }
        if (limits.containsKey(BACKLOG) && now.limits.containsKey(BACKLOG)) {
            add(differences, BACKLOG, limits.getOrDefault(BACKLOG, ""), now.limits.getOrDefault(BACKLOG, ""));
        }
        return differences;
    }

    private String pinning() {
        return serverCpus.isEmpty() ? "none" : "server on CPU " + serverCpus + ", generator on CPU " + generatorCpus;
    }

    private static Set<String> union(Map<String, String> one, Map<String, String> other) {
        Set<String> names = new HashSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }

    private static void add(List<String> differences, String what, String then, String now) {
        if (!then.equals(now)) {
            differences.add("%s: %s, now %s".formatted(what, then, now));
        }
    }

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
