package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import threadvsloop.results.calibration.CalibrationDesign.Planted;
import threadvsloop.results.run.Plan;
import threadvsloop.results.run.Run;

class MachineCalibrationPlanTest {

    private static final Catalogue CATALOGUE = Catalogue.read(Project.find());
    private static final CatalogueContestant LOOP = (CatalogueContestant) CATALOGUE.contestant("eventloop");
    private static final MachineCalibrationPlan PLAN = MachineCalibrationPlan.of(LOOP, 12.5, 8, 3, 4);

    @Test
    void plantsSharesOfWhatARequestTakes() {
        Map<String, Long> burnt =
                PLAN.design().planted().stream().collect(Collectors.toMap(Planted::contestant, Planted::burnNs));

        assertThat(burnt)
                .containsEntry("eventloop-burn-5", 625L)
                .containsEntry("eventloop-burn-10", 1_250L)
                .containsEntry("eventloop-burn-20", 2_500L)
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
        Run.Scenario scenario =
                CATALOGUE.scenario(MachineCalibrationRun.SCENARIO).toRun(List.of());

        List<Plan.Entry> trials = PLAN.plan(scenario, 7).trials();

        assertThat(trials.stream().collect(Collectors.groupingBy(Plan.Entry::contestant, Collectors.counting())))
                .as("eight blocks of base and twin one after another, and all in turns")
                .isEqualTo(Map.of(
                        "eventloop", 20L,
                        "eventloop-itself", 16L,
                        "eventloop-burn-5", 4L,
                        "eventloop-burn-10", 12L,
                        "eventloop-burn-20", 4L,
                        "eventloop-delay", 4L));
        assertThat(trials).extracting(Plan.Entry::order).doesNotHaveDuplicates();
        assertThat(trials).isSortedAccordingTo(Comparator.comparingInt(Plan.Entry::order));
        assertThat(trials.getLast().order()).isEqualTo(trials.size() - 1);
        assertThat(trials).isEqualTo(PLAN.plan(scenario, 7).trials());
    }

    private static List<String> options(Catalogue catalogue, String id) {
        return ((CatalogueContestant) catalogue.contestant(id)).options();
    }
}
