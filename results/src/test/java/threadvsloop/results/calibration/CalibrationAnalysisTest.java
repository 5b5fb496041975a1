package threadvsloop.results.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.calibration.CalibrationDesign.Planted;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.PointSpec.Mode;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Traffic;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectory;

/// A made-up calibration: a request costs 11 µs, on `eventloop-burn` 2.2 µs more; `eventloop-delay`
/// answers 5 ms later.
class CalibrationAnalysisTest {

    private static final Planted BURN = new Planted("eventloop-burn", "20% more CPU", "calibration", 2_200, 0, 2);
    private static final Planted TOO_LITTLE = new Planted("eventloop-burn", "50% more CPU", "calibration", 5_500, 0, 2);
    private static final Planted DELAY = new Planted("eventloop-delay", "5 ms later", "calibration", 0, 5, 2);
    private static final CalibrationDesign DESIGN = new CalibrationDesign(
            CalibrationDesign.SCHEMA_VERSION, "eventloop", "eventloop-itself", 6, 13, List.of(BURN, TOO_LITTLE, DELAY));

    private static final PointSpec ALONE =
            new PointSpec("r6000", Mode.OPEN_POISSON, 64, 6000, "GET /plaintext", 2000, 1, 2);

    @TempDir
    private static Path temporary;

    @SuppressWarnings("NullAway.Init") // by writeRun
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // by writeRun
    private static MachineCalibration calibration;

    @BeforeAll
    static void writeRun() throws IOException {
        directory = synthetic(ALONE).write(temporary.resolve("run"));
        DESIGN.write(RunDirectory.open(directory));
        calibration = CalibrationAnalysis.of(RunData.read(directory), DESIGN);
    }

    @Test
    void aServerIsComparedWithItselfMetricByMetric() {
        assertThat(calibration.same())
                .filteredOn(same -> same.metric().equals("cpu-per-request"))
                .singleElement()
                .satisfies(same -> {
                    assertThat(same.pairs()).isEqualTo(12);
                    assertThat(same.comparisons()).isEqualTo(2);
                    assertThat(same.interval().contains(1)).isTrue();
                    assertThat(same.smallestRatio()).isBetween(1.001, 1.3);
                    assertThat(same.falsePositiveRate()).isBetween(0.0, 0.12);
                });
        assertThat(calibration.same())
                .extracting(MachineCalibration.Same::metric)
                .contains("p50", "p99", "pss", "threads", "achieved");
    }

    @Test
    void aPlantedDifferenceIsFoundWithItsSizeInTheInterval() {
        MachineCalibration.Planted burn = calibration.planted().getFirst();

        assertThat(burn.planted()).isCloseTo(1.2, within(0.02));
        assertThat(burn.unit()).isEqualTo("×");
        assertThat(burn.comparisons()).isEqualTo(2);
        assertThat(burn.found()).isEqualTo(2);
        assertThat(burn.contained()).isEqualTo(2);
        assertThat(burn.interval().contains(burn.planted())).isTrue();
    }

    /// Whoever burns less than is said is found out.
    @Test
    void anotherSizeIsNotInTheInterval() {
        MachineCalibration.Planted wrong = calibration.planted().get(1);

        assertThat(wrong.planted()).isCloseTo(1.5, within(0.05));
        assertThat(wrong.found()).isEqualTo(2);
        assertThat(wrong.contained()).isZero();
    }

    @Test
    void aPlantedDelayIsADifferenceInMilliseconds() {
        MachineCalibration.Planted delay = calibration.planted().getLast();

        assertThat(delay.unit()).isEqualTo("ms");
        assertThat(delay.effect()).isCloseTo(5, within(0.1));
        assertThat(delay.found()).isEqualTo(2);
        assertThat(delay.contained()).isEqualTo(2);
    }

    /// The pair of block 4 is incomplete.
    @Test
    void invalidTrialsAreCountedAndLeftOut() {
        assertThat(calibration.invalid()).isEqualTo(1);
        assertThat(calibration.trials()).isEqualTo(13 * 4);
    }

    @Test
    void theDocumentsAreReadAsTheyWereWritten() throws IOException {
        calibration.write(directory.resolve(MachineCalibration.FILE));

        assertThat(MachineCalibration.in(directory)).contains(calibration);
        assertThat(CalibrationDesign.read(RunDirectory.open(directory))).contains(DESIGN);
        assertThat(CalibrationAnalysis.costUs(RunData.read(directory), "eventloop", "calibration")
                        .orElseThrow())
                .isCloseTo(11, within(1.0));
        assertThat(CalibrationAnalysis.costUs(RunData.read(directory), "nobody", "calibration"))
                .isEmpty();
    }

    @Test
    void eachTakesPartAsLongAsItIsNeeded() {
        assertThat(DESIGN.lastBlocks("calibration", false, true))
                .isEqualTo(Map.of("eventloop", 13, "eventloop-itself", 13));
        assertThat(DESIGN.lastBlocks("calibration", true, false))
                .isEqualTo(Map.of("eventloop", 12, "eventloop-burn", 12, "eventloop-delay", 12));
        assertThat(DESIGN.lastBlocks("other", true, true)).isEqualTo(Map.of("eventloop", 13, "eventloop-itself", 13));
    }

    /// Base and twin also run one after another, all others only in turns.
    @Test
    void whatIsPlantedIsLookedForWhereServersTakeTurns() throws IOException {
        PointSpec turns = new PointSpec(
                "turns",
                Mode.OPEN_POISSON,
                64,
                6000,
                "GET /plaintext",
                2000,
                1,
                2,
                Traffic.PLAIN,
                new PointSpec.Course("", "", "", 0.5),
                0);
        Path run = synthetic(ALONE, turns)
                .withOnly(entry -> entry.point().equals("turns")
                        || entry.contestant().equals("eventloop")
                        || entry.contestant().equals("eventloop-itself"))
                .write(temporary.resolve("turns"));

        MachineCalibration found = CalibrationAnalysis.of(RunData.read(run), DESIGN);

        assertThat(found.trials()).isEqualTo(13 * 6);
        assertThat(found.load()).contains("for 2 s; ", "for 2 s in turns of 0.5 s");
        assertThat(found.same()).hasSameSizeAs(calibration.same());
        assertThat(found.sameInTurns())
                .extracting(MachineCalibration.Same::metric, MachineCalibration.Same::pairs)
                .containsExactly(tuple("cpu-per-request", 12), tuple("switches-per-request", 12), tuple("p50", 12));
        assertThat(found.planted())
                .extracting(MachineCalibration.Planted::comparisons)
                .containsExactly(2, 2, 2);
    }

    private static SyntheticRun synthetic(PointSpec... points) {
        return SyntheticRun.quick()
                .withContestants(List.of(
                        loop("eventloop"), loop("eventloop-itself"), loop("eventloop-burn"), loop("eventloop-delay")))
                .withScenarios(
                        List.of(new Run.Scenario("calibration", "Itself", "Why?", false, List.of(), List.of(points))))
                .withBlocks(13)
                .withTrials(CalibrationAnalysisTest::disturbed);
    }

    private static Run.Contestant loop(String id) {
        return new Run.Contestant(id, id, "loop", "a loop");
    }

    private static Trial disturbed(Trial trial) {
        return trial.block() == 4 && trial.contestant().equals("eventloop-itself")
                ? trial.withValidity(new Validity(Status.INVALID, List.of("a backend was busy")))
                : trial;
    }
}
