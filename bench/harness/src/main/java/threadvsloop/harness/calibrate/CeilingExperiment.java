package threadvsloop.harness.calibrate;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.LoadResult;

/// A server that answers at once, asked as fast as it goes: what the generator can do at most, and what that costs it.
record CeilingExperiment(int connections) implements GeneratorExperiment {

    /// Twice what a bare client in C takes on virtual machines of the years 2025 and 2026.
    private static final double MOST_CPU_US = 25;

    private static final double MOST_BYTES = 1;

    @Override
    public String title() {
        return "null server, %,d connections".formatted(connections);
    }

    @Override
    public List<CalibrationCheck> carryOut(GeneratorBench bench)
            throws IOException, ServerFailedException, InterruptedException {
        AllocationWatch memory = new AllocationWatch();
        LoadShape closed = new LoadShape.Closed();
        LoadResult load = bench.measure("/null", connections, closed, bench.warmup(), bench.measurement(), memory)
                .load();
        double cpuUs = load.generator().cpuNsPerRequest() / 1e3;
        double bytes = memory.medianBytesPerAnswer();
        boolean sound = load.audit().status() != AuditStatus.INVALID;
        return List.of(
                new CalibrationCheck(
                        title(),
                        "each is answered at once",
                        String.format(
                                ROOT,
                                "%,.0f requests/s, %.1f µs of CPU per request%s",
                                load.achievedPerSecond(),
                                cpuUs,
                                sound ? "" : ", INVALID"),
                        String.format(ROOT, "%.0f µs, not INVALID", MOST_CPU_US),
                        sound && cpuUs <= MOST_CPU_US,
                        Map.of(
                                "requestsPerSecond",
                                load.achievedPerSecond(),
                                "cpuUsPerRequest",
                                cpuUs,
                                "cpuShare",
                                load.generator().cpuShare())),
                new CalibrationCheck(
                        title() + ", memory",
                        "a request allocates nothing",
                        String.format(ROOT, "%.3f bytes per request", bytes),
                        "below %.0f byte".formatted(MOST_BYTES),
                        bytes < MOST_BYTES,
                        Map.of("bytesPerRequest", bytes)));
    }
}
