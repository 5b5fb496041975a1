package threadvsloop.harness.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;

/// Orders the trials of a run. Pure: the same input and seed give the same plan.
///
/// A block holds every contestant at every point once. Within a block the points come in shuffled order, and at each
/// point the contestants follow one another in an order shuffled anew, so that what is compared is close in time and a
/// drift of the machine favours nobody.
public final class TrialPlanner {

    private TrialPlanner() {}

    /// @param contestants ids of those that take part at a scenario's point
    public static Plan plan(
            List<Run.Scenario> scenarios,
            BiFunction<Run.Scenario, PointSpec, List<String>> contestants,
            int blocks,
            long seed) {
        Random random = new Random(seed);
        List<Plan.Entry> trials = new ArrayList<>();
        for (int block = 1; block <= blocks; block++) {
            for (Place place : shuffled(places(scenarios), random)) {
                long loadSeed = random.nextLong();
                for (String contestant : shuffled(contestants.apply(place.scenario(), place.point()), random)) {
                    trials.add(new Plan.Entry(
                            trials.size(),
                            block,
                            place.scenario().id(),
                            place.point().id(),
                            contestant,
                            loadSeed));
                }
            }
        }
        return new Plan(Plan.SCHEMA_VERSION, seed, trials);
    }

    private record Place(Run.Scenario scenario, PointSpec point) {}

    private static List<Place> places(List<Run.Scenario> scenarios) {
        return scenarios.stream()
                .flatMap(scenario -> scenario.points().stream().map(point -> new Place(scenario, point)))
                .toList();
    }

    private static <T> List<T> shuffled(List<T> items, Random random) {
        List<T> copy = new ArrayList<>(items);
        Collections.shuffle(copy, random);
        return copy;
    }
}
