package threadvsloop.harness.calibrate;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.plan.Preflight;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// As many connections as 20,000 descriptors allow: all are opened, all get their turn, none is lost.
record ConnectionsExperiment() implements GeneratorExperiment {

    private static final int CONNECTIONS = 19_000;
    private static final int RESERVE = 1_000;
    private static final double PER_SECOND = 8_000;
    /// So that each has its turn twice.
    private static final Duration MEASUREMENT = Duration.ofSeconds(5);

    @Override
    public String title() {
        return "many connections";
    }

    @Override
    public List<CalibrationCheck> carryOut(GeneratorBench bench)
            throws IOException, ServerFailedException, InterruptedException {
        Preflight limits = Preflight.ofThisMachine();
        int connections = (int) Math.min(CONNECTIONS, Math.min(limits.openFiles(), limits.ports()) - RESERVE);
        LoadShape shape = new LoadShape.Open(Arrivals.CONSTANT, PER_SECOND);
        GeneratorBench.Measured measured =
                bench.measure("/null", connections, shape, Duration.ZERO, MEASUREMENT, LoadListener.NONE);
        LoadResult load = measured.load();
        int seen = measured.truth().connections().most();
        long good = load.outcomes().getOrDefault(Outcome.ANSWERED_2XX, 0L);
        boolean sound = load.audit().status() != AuditStatus.INVALID;
        // The server counts one more: the one that asks for its numbers.
        boolean all = load.opened() == connections && load.served() == connections && seen >= connections;
        return List.of(new CalibrationCheck(
                title(),
                String.format(
                        ROOT,
                        "%,d connections, %,.0f requests (%,d descriptors)",
                        connections,
                        PER_SECOND * MEASUREMENT.toSeconds(),
                        limits.openFiles()),
                String.format(
                        ROOT,
                        "%,d opened, %,d served, %,d of %,d requests answered%s",
                        load.opened(),
                        load.served(),
                        good,
                        load.requests(),
                        sound ? "" : ", INVALID"),
                "all, not INVALID",
                all && sound && good == load.requests() && load.reopened() == 0,
                Map.of(
                        "connections",
                        (double) connections,
                        "opened",
                        (double) load.opened(),
                        "served",
                        (double) load.served(),
                        "requests",
                        (double) load.requests(),
                        "good",
                        (double) good)));
    }
}
