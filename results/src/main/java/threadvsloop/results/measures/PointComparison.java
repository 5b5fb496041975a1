package threadvsloop.results.measures;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.run.RunData;
import threadvsloop.results.stats.PairedRatio;
import threadvsloop.results.stats.Spread;

/// The trials of all contestants at one point of one scenario. INVALID trials are counted and otherwise left out.
///
/// @param trials of this point, whatever their status
/// @param baseline id of the contestant that the others are compared with
public record PointComparison(List<Trial> trials, String baseline) {

    /// The baseline is the first contestant in report order.
    public static PointComparison of(RunData run, String scenario, String point) {
        String first =
                run.contestants().isEmpty() ? "" : run.contestants().getFirst().id();
        return new PointComparison(run.trials(scenario, point), first);
    }

    /// The same of one kind of request: trials are as that kind saw them.
    public PointComparison ofKind(String kind) {
        List<Trial> seen =
                trials.stream().flatMap(trial -> trial.ofKind(kind).stream()).toList();
        return new PointComparison(seen, baseline);
    }

    /// The part of all requests in a contestant's usable trials that had no good answer, from 0 to 1.
    public double errorShare(String contestant) {
        List<LoadSummary> loads = usable(contestant).stream()
                .map(Trial::load)
                .flatMap(load -> Optional.ofNullable(load).stream())
                .toList();
        long requests = loads.stream().mapToLong(LoadSummary::requests).sum();
        long errors = loads.stream().mapToLong(LoadSummary::errors).sum();
        return requests == 0 ? 0 : (double) errors / requests;
    }

    /// The trials of one contestant that may be compared: VALID and SUSPECT, in the order of the plan.
    public List<Trial> usable(String contestant) {
        return trials.stream()
                .filter(trial -> trial.contestant().equals(contestant))
                .filter(trial -> trial.validity().status() != Status.INVALID)
                .toList();
    }

    /// How many trials of one contestant ended VALID, SUSPECT and INVALID; a status that did not occur is absent.
    public Map<Status, Long> statuses(String contestant) {
        return trials.stream()
                .filter(trial -> trial.contestant().equals(contestant))
                .collect(
                        Collectors.groupingBy(trial -> trial.validity().status(), TreeMap::new, Collectors.counting()));
    }

    /// A contestant's value by block, from its usable trials.
    public Map<Integer, Double> byBlock(String contestant, Metric metric) {
        Map<Integer, Double> values = new TreeMap<>();
        for (Trial trial : usable(contestant)) {
            OptionalDouble value = metric.of(trial);
            value.ifPresent(number -> values.put(trial.block(), number));
        }
        return values;
    }

    public Optional<Spread> spread(String contestant, Metric metric) {
        Collection<Double> values = byBlock(contestant, metric).values();
        return Spread.of(values);
    }

    /// Against the baseline; empty for the baseline itself and wherever no block has both. It is the quotient of the
    /// two
    /// means ([Spread#mean]) over the blocks that both have.
    public Optional<PairedRatio> ratio(String contestant, Metric metric) {
        return contestant.equals(baseline)
                ? Optional.empty()
                : PairedRatio.untrimmed(byBlock(baseline, metric), byBlock(contestant, metric));
    }

    /// A contestant's values over the blocks that the baseline has too.
    public Optional<Spread> spreadBesideBaseline(String contestant, Metric metric) {
        return Spread.of(shared(contestant, baseline, metric).values());
    }

    /// The baseline's values over the blocks that another contestant has too.
    public Optional<Spread> baselineBeside(String contestant, Metric metric) {
        return Spread.of(shared(baseline, contestant, metric).values());
    }

    private Map<Integer, Double> shared(String contestant, String other, Metric metric) {
        Map<Integer, Double> values = byBlock(contestant, metric);
        values.keySet().retainAll(byBlock(other, metric).keySet());
        return values;
    }
}
