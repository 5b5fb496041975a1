package threadvsloop.harness.calibrate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.catalogue.CatalogueContestant;
import threadvsloop.harness.catalogue.Variant;
import threadvsloop.harness.plan.TrialPlanner;
import threadvsloop.results.calibration.CalibrationDesign;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;

/// Who takes part in a calibration of the machine, and in which blocks. Pure.
///
/// All run in the same blocks as the base, so that each comparison is between backends in time; who is
/// needed for fewer blocks stays out of the later ones. At a point without turns, the base meets its twin only.
record MachineCalibrationPlan(CatalogueContestant base, CalibrationDesign design) {

    private static final double NS_PER_US = 1e3;
    private static final double DELAY_MS = 5;

    /// @param baseUs CPU that the base needs for a request among others that come in bunches
    /// @param steadyUs the same of one that comes alone
    /// @param pairs of the base against itself
    /// @param repetitions how often 10% is looked for
    /// @param blocks of one comparison
    static MachineCalibrationPlan of(
            CatalogueContestant base, double baseUs, double steadyUs, int pairs, int repetitions, int blocks) {
        List<CalibrationDesign.Planted> planted = List.of(
                burning(base, 5, steadyUs, MachineCalibrationRun.STEADY, 1),
                burning(base, 10, baseUs, MachineCalibrationRun.SCENARIO, repetitions),
                burning(base, 20, steadyUs, MachineCalibrationRun.STEADY, 1),
                new CalibrationDesign.Planted(
                        base.id() + "-delay", "5 ms later", MachineCalibrationRun.STEADY, 0, DELAY_MS, 1));
        return new MachineCalibrationPlan(
                base,
                new CalibrationDesign(
                        CalibrationDesign.SCHEMA_VERSION, base.id(), base.id() + "-itself", blocks, pairs, planted));
    }

    private static CalibrationDesign.Planted burning(
            CatalogueContestant base, int percent, double baseUs, String scenario, int comparisons) {
        return new CalibrationDesign.Planted(
                base.id() + "-burn-" + percent,
                percent + "% more CPU",
                scenario,
                Math.round(baseUs * NS_PER_US * percent / 100),
                0,
                comparisons);
    }

    /// The catalogue with all that takes part.
    ///
    /// @param catalogue that has the base
    Catalogue in(Catalogue catalogue) {
        Catalogue all = catalogue.with(Variant.of(design.twin(), base, List.of()));
        for (CalibrationDesign.Planted plant : design.planted()) {
            all = all.with(Variant.of(plant.contestant(), base, options(plant)));
        }
        return all;
    }

    private static List<String> options(CalibrationDesign.Planted plant) {
        return plant.burnNs() > 0
                ? List.of("--burn", Long.toString(plant.burnNs()))
                : List.of("--delay", Double.toString(plant.delayMs()));
    }

    /// In report order.
    List<String> contestants() {
        return Stream.concat(
                        Stream.of(design.base(), design.twin()),
                        design.planted().stream().map(CalibrationDesign.Planted::contestant))
                .toList();
    }

    Plan plan(List<Run.Scenario> scenarios, long seed) {
        Plan all = TrialPlanner.plan(scenarios, (_, _) -> contestants(), design.allBlocks(), seed);
        Map<String, Map<String, Integer>> last = new HashMap<>();
        for (Run.Scenario scenario : scenarios) {
            for (PointSpec point : scenario.points()) {
                last.put(
                        scenario.id() + point.id(),
                        design.lastBlocks(
                                scenario.id(),
                                point.course().inTurns(),
                                scenario.id().equals(MachineCalibrationRun.SCENARIO)));
            }
        }
        List<Plan.Entry> needed = new ArrayList<>();
        for (Plan.Entry entry : all.trials()) {
            Map<String, Integer> blocks = Objects.requireNonNull(last.get(entry.scenario() + entry.point()));
            if (entry.block() <= blocks.getOrDefault(entry.contestant(), 0)) {
                needed.add(new Plan.Entry(
                        needed.size(),
                        entry.block(),
                        entry.scenario(),
                        entry.point(),
                        entry.contestant(),
                        entry.loadSeed()));
            }
        }
        return new Plan(all.schemaVersion(), seed, needed);
    }
}
