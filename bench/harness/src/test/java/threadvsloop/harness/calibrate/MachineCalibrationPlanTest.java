package threadvsloop.harness.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadvsloop.harness.Project;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.catalogue.CatalogueContestant;
import threadvsloop.results.calibration.CalibrationDesign.Planted;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.Run;

class MachineCalibrationPlanTest {

    private static final Catalogue CATALOGUE = Catalogue.read(Project.find());
    private static final CatalogueContestant LOOP = (CatalogueContestant) CATALOGUE.contestant("eventloop");
    private static final MachineCalibrationPlan PLAN = MachineCalibrationPlan.of(LOOP, 12.5, 20, 8, 3, 4);

    @Test
    void plantsSharesOfWhatARequestTakes() {
        Map<String, Long> burnt =
                PLAN.design().planted().stream().collect(Collectors.toMap(Planted::contestant, Planted::burnNs));

        assertThat(burnt)
                .containsEntry("eventloop-burn-5", 1_000L)
                .containsEntry("eventloop-burn-10", 1_250L)
                .containsEntry("eventloop-burn-20", 4_000L)
                .containsEntry("eventloop-delay", 0L);
    }

    @Test
    void everyNameIsAServerWithItsOptions() {
        Catalogue catalogue = PLAN.in(CATALOGUE);

        assertThat(PLAN.contestants())
                .hasSize(6)
                .allSatisfy(id -> assertThat(catalogue.contestant(id)).isInstanceOf(CatalogueContestant.class));
        assertThat(options(catalogue, "eventloop-burn-10")).containsSequence("--burn", "1250");
        assertThat(options(catalogue, "eventloop-delay")).containsSequence("--delay", "5.0");
        assertThat(options(catalogue, "eventloop-itself")).containsSequence("--contestant", "eventloop-itself");
    }

    @Test
    void whoIsNeededForFewerBlocksStaysOutOfTheLaterOnes() {
        List<Run.Scenario> scenarios = Stream.of(MachineCalibrationRun.SCENARIO, MachineCalibrationRun.STEADY)
                .map(id -> CATALOGUE.scenario(id).toRun(List.of()))
                .toList();

        List<Plan.Entry> trials = PLAN.plan(scenarios, 7).trials();

        assertThat(trials.stream().collect(Collectors.groupingBy(Plan.Entry::contestant, Collectors.counting())))
                .as(
                        "base and twin one after another in 8 blocks, base, twin and 10%% in turns in 12, and the others in 4")
                .isEqualTo(Map.of(
                        "eventloop", 24L,
                        "eventloop-itself", 16L,
                        "eventloop-burn-5", 4L,
                        "eventloop-burn-10", 12L,
                        "eventloop-burn-20", 4L,
                        "eventloop-delay", 4L));
        assertThat(trials).extracting(Plan.Entry::order).doesNotHaveDuplicates();
        assertThat(trials).isSortedAccordingTo(Comparator.comparingInt(Plan.Entry::order));
        assertThat(trials.getLast().order()).isEqualTo(trials.size() - 1);
        assertThat(trials).isEqualTo(PLAN.plan(scenarios, 7).trials());
    }

    private static List<String> options(Catalogue catalogue, String id) {
        return ((CatalogueContestant) catalogue.contestant(id)).options();
    }
}
