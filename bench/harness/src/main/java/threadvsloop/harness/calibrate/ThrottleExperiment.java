package threadvsloop.harness.calibrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import threadvsloop.harness.Project;
import threadvsloop.harness.ServerFailedException;

/// A generator that is itself the limit must say so. One in a process of its own is stopped and continued again and
/// again, and has to come out INVALID by its own lag; left alone and warm, with the same load, it must not.
record ThrottleExperiment(boolean throttled) implements GeneratorExperiment {

    private static final String PER_SECOND = "2000";
    private static final String CONNECTIONS = "50";
    private static final String LAG = "late by the generator itself";
    private static final long WITHIN_SECONDS = 120;

    /// Stops and continues process $1 by turns until it is gone; it is never left stopped.
    private static final String DUTY_CYCLE =
            "while kill -STOP $1 2>/dev/null; do sleep 0.06; kill -CONT $1 2>/dev/null || exit 0; sleep 0.04; done";

    @Override
    public String title() {
        return throttled ? "throttled generator" : "the same generator, left alone";
    }

    @Override
    public List<CalibrationCheck> carryOut(GeneratorBench bench)
            throws IOException, ServerFailedException, InterruptedException {
        try (TruthProcess truth = bench.startTruth()) {
            return List.of(check(load(bench, truth)));
        }
    }

    private CalibrationCheck check(JsonNode found) {
        String status = found.path("validity").path("status").asText("no result");
        List<String> reasons = new ArrayList<>();
        found.path("validity").path("reasons").forEach(reason -> reasons.add(reason.asText()));
        boolean lagged = reasons.stream().anyMatch(reason -> reason.contains(LAG));
        boolean invalid = status.equals("INVALID");
        double lagP99Ns = found.path("sendLagNs").path("p99").asDouble();
        return new CalibrationCheck(
                title(),
                throttled ? "stopped for 60 of every 100 ms" : "runs as it will",
                "%s, send lag p99 %.3f ms".formatted(status, lagP99Ns / 1e6),
                throttled ? "INVALID by its own lag" : "not INVALID",
                throttled ? invalid && lagged : !invalid && found.has("validity"),
                Map.of("invalid", invalid ? 1.0 : 0.0, "sendLagP99Ns", lagP99Ns));
    }

    /// The document of a `tvl load` in a process of its own, on the generator's CPUs as this one is.
    private JsonNode load(GeneratorBench bench, TruthProcess truth) throws IOException, InterruptedException {
        Process load = new ProcessBuilder(command(bench, truth))
                .redirectError(bench.logs().resolve("throttled.log").toFile())
                .start();
        Process throttle = throttled ? throttle(load.pid()) : null;
        try {
            byte[] document = load.getInputStream().readAllBytes();
            if (!load.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("tvl load did not end within " + WITHIN_SECONDS + " s");
            }
            return new ObjectMapper().readTree(document);
        } finally {
            load.destroyForcibly();
            if (throttle != null) {
                throttle.destroyForcibly();
            }
        }
    }

    private static Process throttle(long pid) throws IOException {
        return new ProcessBuilder("sh", "-c", DUTY_CYCLE, "throttle", Long.toString(pid)).start();
    }

    private List<String> command(GeneratorBench bench, TruthProcess truth) {
        Path root = bench.project().root();
        List<String> command = new ArrayList<>(
                List.of(Project.java(), "@" + root.resolve("bench/harness/jvm.options"), "-Dtvl.root=" + root, "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), Project.MAIN_CLASS, "load"));
        command.add("http://%s:%d/null".formatted(Project.LOOPBACK, truth.port()));
        command.addAll(List.of("--rate", PER_SECOND, "-c", CONNECTIONS, "--json"));
        command.addAll(
                bench.quick() ? List.of("--warmup", "500ms", "-d", "1s") : List.of("--warmup", "1s", "-d", "5s"));
        return command;
    }
}
