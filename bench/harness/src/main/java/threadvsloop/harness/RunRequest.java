package threadvsloop.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import threadvsloop.results.run.Plan;
import threadvsloop.results.run.Run;

/// A profile with the user's own choices applied: what is to be run, before anything is.
///
/// @param leftOut a sentence for each contestant that this machine cannot run, with the remedy
record RunRequest(
        Profile profile,
        List<Contestant> contestants,
        List<Run.Scenario> scenarios,
        int blocks,
        long seed,
        List<String> leftOut) {

    private static final long DEFAULT_SEED = 1;

    /// The user's choices; empty lists and optionals mean "as the profile says".
    record Choices(List<String> contestants, List<String> scenarios, OptionalInt blocks, OptionalLong seed) {}

    /// @throws UsageException for unknown names and impossible numbers
    static RunRequest of(Catalogue catalogue, Project project, String profileId, Choices choices) {
        Profile profile = catalogue.profile(profileId);
        List<Contestant> contestants = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (String id : choices.contestants().isEmpty() ? profile.contestants() : choices.contestants()) {
            Contestant contestant = catalogue.contestant(id);
            contestant.unavailable(project).ifPresentOrElse(leftOut::add, () -> contestants.add(contestant));
        }
        int blocks = choices.blocks().orElse(profile.blocks());
        if (blocks < 1 && profile.jmh() == null) {
            throw new UsageException("--blocks " + blocks + ": at least 1 block is needed");
        }
        return new RunRequest(
                profile,
                contestants.stream().distinct().toList(),
                scenarios(catalogue, profile, choices.scenarios()),
                blocks,
                choices.seed().orElse(DEFAULT_SEED),
                leftOut);
    }

    /// A scenario that the profile does not have is taken with all its points.
    private static List<Run.Scenario> scenarios(Catalogue catalogue, Profile profile, List<String> wanted) {
        wanted.forEach(catalogue::scenario);
        List<Run.Scenario> chosen = new ArrayList<>();
        for (Profile.Selection selection : profile.scenarios()) {
            if (wanted.isEmpty() || wanted.contains(selection.id())) {
                chosen.add(catalogue.scenario(selection.id()).toRun(selection.pointIds()));
            }
        }
        List<String> have = chosen.stream().map(Run.Scenario::id).toList();
        wanted.stream()
                .distinct()
                .filter(id -> !have.contains(id))
                .forEach(id -> chosen.add(catalogue.scenario(id).toRun(List.of())));
        return chosen;
    }

    Plan plan() {
        return TrialPlanner.plan(
                scenarios, contestants.stream().map(Contestant::id).toList(), blocks, seed);
    }
}
