package threadvsloop.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadvsloop.results.calibration.CalibrationDesign;
import threadvsloop.results.run.Plan;
import threadvsloop.results.run.PointSpec;
import threadvsloop.results.run.Run;

/// Who takes part in a calibration of the machine, and in which blocks. Pure.
///
/// All run in the same blocks as the base, so that each comparison is between neighbours in time; who is
/// needed for fewer blocks stays out of the later ones. At a point without turns, the base meets its twin only.
record MachineCalibrationPlan(CatalogueContestant base, CalibrationDesign design) {

    private static final double NS_PER_US = 1e3;
    private static final double DELAY_MS = 5;

    /// @param baseUs CPU that the base needs for a request
    /// @param pairs of the base against itself
    /// @param repetitions how often 10% is looked for
    /// @param blocks of one comparison
    static MachineCalibrationPlan of(CatalogueContestant base, double baseUs, int pairs, int repetitions, int blocks) {
        List<CalibrationDesign.Planted> planted = new ArrayList<>();
        Map<Integer, Integer> comparisons = new LinkedHashMap<>();
        comparisons.put(5, 1);
        comparisons.put(10, repetitions);
        comparisons.put(20, 1);
        comparisons.forEach((percent, often) -> planted.add(new CalibrationDesign.Planted(
                base.id() + "-burn-" + percent,
                percent + "% more CPU",
                Math.round(baseUs * NS_PER_US * percent / 100),
                0,
                often)));
        planted.add(new CalibrationDesign.Planted(base.id() + "-delay", "5 ms later", 0, DELAY_MS, 1));
        return new MachineCalibrationPlan(
                base,
                new CalibrationDesign(
                        CalibrationDesign.SCHEMA_VERSION, base.id(), base.id() + "-itself", blocks, pairs, planted));
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

    Plan plan(Run.Scenario scenario, long seed) {
        List<String> pair = List.of(design.base(), design.twin());
        Set<String> inTurns = scenario.points().stream()
                .filter(point -> point.course().inTurns())
                .map(PointSpec::id)
                .collect(Collectors.toSet());
        Plan all = TrialPlanner.plan(
                List.of(scenario),
                (_, point) -> inTurns.contains(point.id()) ? contestants() : pair,
                design.allBlocks(),
                seed);
        List<Plan.Entry> needed = new ArrayList<>();
        for (Plan.Entry entry : all.trials()) {
            int last = inTurns.contains(entry.point()) ? design.lastBlock(entry.contestant()) : design.pairs();
            if (entry.block() <= last) {
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
