package threadvsloop.results.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;

/// A run directory as read: all that a report needs but the trials' raw files, which are not kept.
///
/// @param plan null when `plan.json` is missing or unreadable
/// @param environment null when `environment.json` is missing or unreadable
/// @param contestants in report order: those of `run.json`, then any other that has a trial; labels differ
/// @param scenarios in report order: those of `run.json`, then any other that has a trial
/// @param trials readable ones, in the order of the plan; those that their own raw files contradict are INVALID
/// @param damaged trials that could not be read
/// @param troubles what else could not be read, in sentences
public record RunData(
        RunDirectory directory,
        Run run,
        @Nullable Plan plan,
        @Nullable Environment environment,
        List<Run.Contestant> contestants,
        List<Run.Scenario> scenarios,
        List<Trial> trials,
        List<RunDirectory.Damaged> damaged,
        List<String> troubles) {

    /// A trial whose document was edited, or whose raw files were.
    ///
    /// @param trial its path in the run directory
    /// @param reasons sentences
    public record Contradiction(String trial, List<String> reasons) {}

    /// Reads all trials' raw files, too, to hold the trials against them.
    ///
    /// @throws RunDirectoryException if `run.json` is missing, damaged, changed or of another version; all else
    ///     that is unreadable becomes a trouble or a damaged trial
    public static RunData read(Path path) throws IOException {
        RunDirectory directory = RunDirectory.open(path);
        Run run = directory.readRun();
        RunDirectory.Trials trials = directory.trials();
        List<Trial> judged = new RawFiles(directory).judged(trials.readable());
        List<String> troubles = new ArrayList<>();
        return new RunData(
                directory,
                run,
                readable(directory::readPlan, troubles),
                readable(directory::readEnvironment, troubles),
                contestants(run, trials.readable()),
                scenarios(run, trials.readable()),
                judged,
                trials.damaged(),
                List.copyOf(troubles));
    }

    /// Trials that their own raw files contradict. Reads all of them again.
    public List<Contradiction> contradictions() throws IOException {
        return new RawFiles(directory).contradictions(directory.trials().readable());
    }

    /// All trials of a scenario's point, whatever their status.
    public List<Trial> trials(String scenario, String point) {
        return trials.stream()
                .filter(trial -> trial.scenario().equals(scenario))
                .filter(trial -> trial.point().id().equals(point))
                .toList();
    }

    /// Trials planned; the trials found if the plan is unknown.
    public int planned() {
        return plan == null ? trials.size() + damaged.size() : plan.trials().size();
    }

    private static <T> @Nullable T readable(Source<T> source, List<String> troubles) {
        try {
            return source.read();
        } catch (IOException | RuntimeException e) {
            troubles.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static List<Run.Contestant> contestants(Run run, List<Trial> trials) {
        Map<String, Run.Contestant> byId = new LinkedHashMap<>();
        run.contestants().forEach(contestant -> byId.putIfAbsent(contestant.id(), contestant));
        trials.forEach(trial -> byId.computeIfAbsent(
                trial.contestant(), id -> new Run.Contestant(id, id, trial.family(), "not named in run.json")));
        return byId.values().stream()
                .map(contestant -> distinct(contestant, byId.values().stream()))
                .toList();
    }

    private static Run.Contestant distinct(Run.Contestant contestant, Stream<Run.Contestant> all) {
        boolean alone =
                all.filter(other -> other.label().equals(contestant.label())).count() == 1;
        String label = alone ? contestant.label() : contestant.label() + " (" + contestant.id() + ")";
        return new Run.Contestant(contestant.id(), label, contestant.family(), contestant.description());
    }

    private static List<Run.Scenario> scenarios(Run run, List<Trial> trials) {
        Map<String, Run.Scenario> byId = new LinkedHashMap<>();
        run.scenarios().forEach(scenario -> byId.putIfAbsent(scenario.id(), scenario));
        for (Trial trial : trials) {
            Run.Scenario known = Optional.ofNullable(byId.get(trial.scenario()))
                    .orElseGet(() -> new Run.Scenario(
                            trial.scenario(),
                            trial.scenario(),
                            "A scenario that run.json does not name",
                            false,
                            List.of(),
                            List.of()));
            byId.put(known.id(), withPoint(known, trial.point()));
        }
        return List.copyOf(byId.values());
    }

    private static Run.Scenario withPoint(Run.Scenario scenario, PointSpec point) {
        if (scenario.points().stream().anyMatch(known -> known.id().equals(point.id()))) {
            return scenario;
        }
        List<PointSpec> points =
                Stream.concat(scenario.points().stream(), Stream.of(point)).toList();
        return new Run.Scenario(
                scenario.id(), scenario.title(), scenario.question(), scenario.sweep(), scenario.needs(), points);
    }

    private interface Source<T> {
        T read() throws IOException;
    }
}
