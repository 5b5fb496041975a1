package threadvsloop.harness.calibrate;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.measured.KindResult;
import threadvsloop.model.measured.Outcome;

/// All that a server can do wrong, or oddly but right, mixed on the same connections: every request must end as its
/// path says, and the server must have seen as many of each as the generator says it sent.
record FaultExperiment() implements GeneratorExperiment {

    private static final int CONNECTIONS = 32;
    private static final double PER_SECOND = 400;

    private record Fault(String path, String does, Outcome outcome) {}

    private static final List<Fault> FAULTS = List.of(
            new Fault("/null", "answers at once", Outcome.ANSWERED_2XX),
            new Fault("/pieces/1/200", "sends byte by byte, slowly", Outcome.ANSWERED_2XX),
            new Fault("/pieces/7/0", "splits its answers", Outcome.ANSWERED_2XX),
            new Fault("/close/after", "closes after an answer, as it says", Outcome.ANSWERED_2XX),
            new Fault("/close", "closes without a word", Outcome.CLOSED_EARLY),
            new Fault("/close/head", "closes in the head", Outcome.CLOSED_EARLY),
            new Fault("/close/body", "closes in the body", Outcome.CLOSED_EARLY),
            new Fault("/reset", "resets", Outcome.RESET),
            new Fault("/extra", "sends a byte too many", Outcome.MALFORMED_ANSWER),
            new Fault("/twice", "answers twice", Outcome.MALFORMED_ANSWER),
            new Fault("/garbage", "sends no HTTP", Outcome.MALFORMED_ANSWER),
            new Fault("/short", "sends another length than asked for", Outcome.WRONG_LENGTH),
            new Fault("/status/404", "says that the request is wrong", Outcome.ANSWERED_4XX),
            new Fault("/status/503", "says that it is broken", Outcome.ANSWERED_5XX));

    @Override
    public String title() {
        return "faults";
    }

    @Override
    public List<CalibrationCheck> carryOut(GeneratorBench bench)
            throws IOException, ServerFailedException, InterruptedException {
        GeneratorBench.Measured measured;
        try (TruthProcess truth = bench.startTruth()) {
            measured = bench.load(
                    truth,
                    bench.mixed(
                            truth,
                            FAULTS.stream().map(Fault::path).toList(),
                            CONNECTIONS,
                            new LoadShape.Open(Arrivals.POISSON, PER_SECOND),
                            Duration.ofSeconds(bench.quick() ? 2 : 10)),
                    LoadListener.NONE);
        }
        List<CalibrationCheck> checks = new ArrayList<>();
        for (int i = 0; i < FAULTS.size(); i++) {
            Fault fault = FAULTS.get(i);
            long seen = measured.truth().requests().getOrDefault(fault.path(), 0L);
            checks.add(check(fault, seen, measured.load().kinds().get(i)));
        }
        return checks;
    }

    private static CalibrationCheck check(Fault fault, long seen, KindResult found) {
        List<String> outcomes = found.outcomes().entrySet().stream()
                .map(outcome -> String.format(
                        ROOT, "%,d %s", outcome.getValue(), outcome.getKey().label()))
                .toList();
        long right = found.outcomes().getOrDefault(fault.outcome(), 0L);
        return new CalibrationCheck(
                "server " + fault.does(),
                String.format(ROOT, "%,d %s", seen, fault.outcome().label()),
                outcomes.isEmpty() ? "none" : String.join(", ", outcomes),
                "exactly",
                seen > 0 && right == seen && found.requests() == seen && outcomes.size() == 1,
                Map.of("seenByServer", (double) seen, "counted", (double) right, "requests", (double)
                        found.requests()));
    }
}
