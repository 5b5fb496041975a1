package threadvsloop.results.documents;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the services that the server calls did in the measurement window. They share their CPUs with the load
/// generator.
///
/// @param upstream the other REST server; null when the scenario needs none
/// @param database null when the scenario needs none
/// @param cpuShare CPU of both ÷ (window × the CPUs they may use), 0 to 1
/// @param sideCpuShare the same with the load generator's CPU added
/// @param lost which of them died, or lost a process, during the trial: `upstream`, `database`
public record BackendUse(
        @JsonSetter(nulls = Nulls.SET) @Nullable Upstream upstream,
        @JsonSetter(nulls = Nulls.SET) @Nullable Database database,
        double cpuShare,
        double sideCpuShare,
        List<String> lost) {

    public BackendUse {
        lost = List.copyOf(lost);
    }

    /// Of a trial that they lived through.
    public BackendUse(@Nullable Upstream upstream, @Nullable Database database, double cpuShare, double sideCpuShare) {
        this(upstream, database, cpuShare, sideCpuShare, List.of());
    }

    /// Of a trial that ended before its load did, because some died.
    public static BackendUse lost(List<String> lost) {
        return new BackendUse(null, null, 0, 0, lost);
    }

    /// @param version runtime and version
    /// @param latenessMs how long after they were due its answers were sent; null when it did not say
    /// @param trouble why it did not say; empty when it did
    /// @param inFlightMax most requests at once
    /// @param cpuMs CPU of its process, milliseconds
    /// @param queued calls that waited at the server for a connection, since its start; null when it did not say
    public record Upstream(
            String version,
            @JsonSetter(nulls = Nulls.SET) @Nullable Lateness latenessMs,
            String trouble,
            int inFlightMax,
            double cpuMs,
            double cpuShare,
            @JsonSetter(nulls = Nulls.SET) @Nullable Long queued) {}

    /// Milliseconds.
    public record Lateness(double p50, double p99, double max) {}

    /// @param version name and version
    /// @param here whether its processes were seen, so that its CPU is known; else that is 0
    /// @param cpuMs CPU of all its processes, milliseconds
    /// @param queued calls that waited at the server for a connection, since its start; null when it did not say
    public record Database(
            String version,
            boolean here,
            double cpuMs,
            double cpuShare,
            @JsonSetter(nulls = Nulls.SET) @Nullable Long queued) {}
}
