package threadvsloop.results.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import threadvsloop.results.documents.ClaimSpec.Place;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.run.RunData;

/// The trials of a run by block. Where a point was run again because a trial of it was INVALID, the repetition stands
/// in the block that it makes up for, of all contestants at that point: what is compared stays close in time.
final class Blocks {

    private final Map<Place, Map<Integer, Trial>> standing = new HashMap<>();
    private final List<Trial> replaced = new ArrayList<>();

    /// @param trials as they are to be judged, in the order of the plan
    Blocks(RunData run, List<Trial> trials) {
        Map<At, Integer> repeats = run.plan() == null ? Map.of() : repeats(run.plan());
        Map<At, Integer> newest = new HashMap<>();
        for (Trial trial : trials) {
            newest.merge(at(trial, original(repeats, trial)), trial.block(), Math::max);
        }
        for (Trial trial : trials) {
            int block = original(repeats, trial);
            if (trial.block() == newest.getOrDefault(at(trial, block), trial.block())) {
                standing.computeIfAbsent(place(trial), place -> new TreeMap<>()).put(block, trial);
            } else {
                replaced.add(trial);
            }
        }
    }

    /// The blocks in which every one of the places has a trial, in order.
    List<Integer> of(List<Place> places) {
        TreeSet<Integer> blocks = new TreeSet<>(
                places.isEmpty() ? List.of() : byBlock(places.getFirst()).keySet());
        places.forEach(place -> blocks.retainAll(byBlock(place).keySet()));
        return List.copyOf(blocks);
    }

    Optional<Trial> trial(Place place, int block) {
        return Optional.ofNullable(byBlock(place).get(block));
    }

    /// The INVALID trials of these places, those that were made up for too, in the order of the plan.
    List<Trial> invalid(List<Place> places) {
        Stream<Trial> now = places.stream().flatMap(place -> byBlock(place).values().stream());
        Stream<Trial> before = replaced.stream().filter(trial -> places.contains(place(trial)));
        return Stream.concat(now, before)
                .filter(trial -> trial.validity().status() == Status.INVALID)
                .sorted(Comparator.comparingInt(Trial::order))
                .toList();
    }

    private Map<Integer, Trial> byBlock(Place place) {
        return standing.getOrDefault(place, Map.of());
    }

    private static Map<At, Integer> repeats(Plan plan) {
        Map<At, Integer> repeats = new HashMap<>();
        for (Plan.Entry entry : plan.trials()) {
            if (entry.repeats() > 0) {
                repeats.put(new At(entry.scenario(), entry.point(), entry.block()), entry.repeats());
            }
        }
        return repeats;
    }

    /// A repetition of a repetition makes up for the first of them.
    private static int original(Map<At, Integer> repeats, Trial trial) {
        int block = trial.block();
        Integer earlier = repeats.get(at(trial, block));
        while (earlier != null && earlier < block) {
            block = earlier;
            earlier = repeats.get(at(trial, block));
        }
        return block;
    }

    private static At at(Trial trial, int block) {
        return new At(trial.scenario(), trial.point().id(), block);
    }

    private static Place place(Trial trial) {
        return new Place(trial.scenario(), trial.point().id(), trial.contestant());
    }

    private record At(String scenario, String point, int block) {}
}
