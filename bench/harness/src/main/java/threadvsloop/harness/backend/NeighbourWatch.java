package threadvsloop.harness.backend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.sampling.CpuReading;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.results.documents.Neighbours;

/// What the neighbours do in one trial, above all in its measurement window. Made before the trial's server is started,
/// and called in this order by the trial's thread.
public final class NeighbourWatch {

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
    public NeighbourWatch(Neighbourhood neighbourhood, Set<Neighbour> needs, int cpus) {
        this.upstream = neighbourhood.upstream(needs);
        this.database = neighbourhood.database(needs);
        this.cpus = cpus;
        this.databaseLife = database == null ? "" : database.life();
    }

    /// Labels of those that died, or lost a process, since this watch began. May be asked at any time.
    public List<String> lost() {
        List<String> lost = new ArrayList<>();
        if (upstream != null && !upstream.isAlive()) {
            lost.add(Neighbour.UPSTREAM.label());
        }
        if (database != null && !isAsBefore(database)) {
            lost.add(Neighbour.DATABASE.label());
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

    /// Null when the trial has no neighbours.
    ///
    /// @param serverStats what the server said of itself, with the calls that had to wait for a connection
    @Nullable
    public Neighbours document(LoadResult load, Map<String, Object> serverStats) {
        if (upstream == null && database == null) {
            return null;
        }
        double availableMs = (load.measurementEndNs() - load.measurementStartNs()) / 1e6 * cpus;
        double share = share(cpuMs(), availableMs);
        return new Neighbours(
                upstream == null ? null : upstream(upstream, availableMs, serverStats),
                database == null ? null : database(database, availableMs, serverStats),
                share,
                Math.min(1, share + load.generator().cpuShare()),
                lost());
    }

    private Neighbours.Upstream upstream(Upstream service, double availableMs, Map<String, Object> serverStats) {
        Upstream.Statistics known = trouble.isEmpty() ? statistics : null;
        return new Neighbours.Upstream(
                service.version(),
                known == null
                        ? null
                        : new Neighbours.Lateness(
                                known.latenessMs().p50(),
                                known.latenessMs().p99(),
                                known.latenessMs().max()),
                trouble,
                known == null ? 0 : known.inFlight().max(),
                upstreamCpuMs,
                share(upstreamCpuMs, availableMs),
                queued(serverStats, Neighbour.UPSTREAM));
    }

    private Neighbours.Database database(Database store, double availableMs, Map<String, Object> serverStats) {
        return new Neighbours.Database(
                store.version(),
                store.isHere(),
                databaseCpuMs,
                share(databaseCpuMs, availableMs),
                queued(serverStats, Neighbour.DATABASE));
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

    private static @Nullable Long queued(Map<String, Object> serverStats, Neighbour neighbour) {
        return serverStats.get("queued") instanceof Map<?, ?> queued
                        && queued.get(neighbour.label()) instanceof Number calls
                ? calls.longValue()
                : null;
    }

    private static double share(double part, double whole) {
        return whole <= 0 ? 0 : Math.clamp(part / whole, 0, 1);
    }
}
