package threadvsloop.harness.backend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.sampling.CpuReading;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.results.documents.BackendUse;

/// What the backends do in one trial, above all in its measurement window. Made before the trial's server is started,
/// and called in this order by the trial's thread.
public final class BackendWatch {

    private final @Nullable Upstream upstream;
    private final @Nullable Database database;
    private final int cpus;
    private final String databaseLife;

    private CpuReading upstreamBefore = CpuReading.NONE;
    private CpuReading databaseBefore = CpuReading.NONE;
    private double upstreamCpuMs;
    private double databaseCpuMs;
    private Upstream.@Nullable Statistics statistics;
    private String trouble = "";

    /// @param cpus how many they share with the load generator
    public BackendWatch(Backends backends, Set<Backend> needs, int cpus) {
        this.upstream = backends.upstream(needs);
        this.database = backends.database(needs);
        this.cpus = cpus;
        this.databaseLife = database == null ? "" : database.life();
    }

    /// Labels of those that died, or lost a process, since this watch began. May be asked at any time.
    public List<String> lost() {
        List<String> lost = new ArrayList<>();
        if (upstream != null && !upstream.isAlive()) {
            lost.add(Backend.UPSTREAM.label());
        }
        if (database != null && !isAsBefore(database)) {
            lost.add(Backend.DATABASE.label());
        }
        return lost;
    }

    private boolean isAsBefore(Database store) {
        String life = store.life();
        return store.isAlive() && !life.equals(Database.GONE) && life.equals(databaseLife);
    }

    /// Before the load: what is done at the window's edge is done once, so that there it is quick.
    public void prepare() throws InterruptedException {
        reset();
        begin();
        end();
    }

    /// The window begins.
    public void begin() throws InterruptedException {
        trouble = "";
        reset();
        upstreamBefore = upstreamCpu();
        databaseBefore = databaseCpu();
    }

    /// The window ends.
    public void end() {
        upstreamCpuMs = upstreamCpu().nsSince(upstreamBefore) / 1e6;
        databaseCpuMs = databaseCpu().nsSince(databaseBefore) / 1e6;
    }

    /// CPU that both used in the window.
    public double cpuMs() {
        return upstreamCpuMs + databaseCpuMs;
    }

    /// The last requests of the window are answered.
    public void answered() throws InterruptedException {
        if (upstream == null) {
            return;
        }
        try {
            statistics = upstream.statistics();
        } catch (IOException e) {
            trouble = String.valueOf(e);
        }
    }

    /// Null when the trial has no backends.
    ///
    /// @param serverStats what the server said of itself, with the calls that had to wait for a connection
    @Nullable
    public BackendUse document(LoadResult load, Map<String, Object> serverStats) {
        if (upstream == null && database == null) {
            return null;
        }
        double availableMs = (load.measurementEndNs() - load.measurementStartNs()) / 1e6 * cpus;
        double share = share(cpuMs(), availableMs);
        return new BackendUse(
                upstream == null ? null : upstream(upstream, availableMs, serverStats),
                database == null ? null : database(database, availableMs, serverStats),
                share,
                Math.min(1, share + load.generator().cpuShare()),
                lost());
    }

    private BackendUse.Upstream upstream(Upstream service, double availableMs, Map<String, Object> serverStats) {
        Upstream.Statistics known = trouble.isEmpty() ? statistics : null;
        return new BackendUse.Upstream(
                service.version(),
                known == null
                        ? null
                        : new BackendUse.Lateness(
                                known.latenessMs().p50(),
                                known.latenessMs().p99(),
                                known.latenessMs().max()),
                trouble,
                known == null ? 0 : known.inFlight().max(),
                upstreamCpuMs,
                share(upstreamCpuMs, availableMs),
                queued(serverStats, Backend.UPSTREAM));
    }

    private BackendUse.Database database(Database store, double availableMs, Map<String, Object> serverStats) {
        return new BackendUse.Database(
                store.version(),
                store.isHere(),
                databaseCpuMs,
                share(databaseCpuMs, availableMs),
                queued(serverStats, Backend.DATABASE));
    }

    private void reset() throws InterruptedException {
        if (upstream == null) {
            return;
        }
        try {
            upstream.reset();
        } catch (IOException e) {
            trouble = String.valueOf(e);
        }
    }

    private CpuReading upstreamCpu() {
        return upstream == null ? CpuReading.NONE : CpuReading.of(upstream.tree());
    }

    private CpuReading databaseCpu() {
        return database == null ? CpuReading.NONE : CpuReading.of(database.tree());
    }

    private static @Nullable Long queued(Map<String, Object> serverStats, Backend backend) {
        return serverStats.get("queued") instanceof Map<?, ?> queued
                        && queued.get(backend.label()) instanceof Number calls
                ? calls.longValue()
                : null;
    }

    private static double share(double part, double whole) {
        return whole <= 0 ? 0 : Math.clamp(part / whole, 0, 1);
    }
}
