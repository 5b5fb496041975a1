package threadvsloop.harness;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import threadvsloop.results.run.Plan;
import threadvsloop.results.run.Run;

/// A profile with the user's own choices applied: what is to be run, before anything is.
///
/// @param database the one to use instead of an embedded one
/// @param leftOut a sentence for what of the profile is not run: by choice, or because this machine or an own server
/// cannot, with the remedy
record RunRequest(
        Profile profile,
        List<Contestant> contestants,
        List<Run.Scenario> scenarios,
        int blocks,
        long seed,
        Optional<DatabaseAddress> database,
        List<String> leftOut) {

    private static final long DEFAULT_SEED = 1;

    /// The user's choices; empty lists and optionals mean "as the profile says".
    record Choices(
            List<String> contestants,
            List<String> scenarios,
            OptionalInt blocks,
            OptionalLong seed,
            Optional<DatabaseAddress> database) {}

    /// @throws UsageException for unknown names and impossible numbers
    static RunRequest of(Catalogue catalogue, Project project, String profileId, Choices choices) {
        Profile profile = catalogue.profile(profileId);
        if (profile.jmh() != null && !catalogue.own().isEmpty()) {
            throw new UsageException("profile " + profileId + " starts no server: leave --contestants-file out");
        }
        List<String> leftOut = new ArrayList<>();
        List<Run.Scenario> scenarios = new ArrayList<>();
        for (Run.Scenario scenario : scenarios(catalogue, profile, choices.scenarios())) {
            unavailable(scenario, project, choices.database())
                    .ifPresentOrElse(leftOut::add, () -> scenarios.add(scenario));
        }
        List<Contestant> contestants = new ArrayList<>();
        for (String id : chosen(catalogue, profile, choices)) {
            Contestant contestant = catalogue.contestant(id);
            Optional<String> unavailable = contestant.unavailable(project);
            unavailable.ifPresent(leftOut::add);
            if (unavailable.isEmpty() && takesPart(contestant, scenarios, leftOut)) {
                contestants.add(contestant);
            }
        }
        notChosen(all(catalogue, profile), choices.contestants()).ifPresent(leftOut::add);
        int blocks = choices.blocks().orElse(profile.blocks());
        if (blocks < 1 && profile.jmh() == null) {
            throw new UsageException("--blocks " + blocks + ": at least 1 block is needed");
        }
        return new RunRequest(
                profile,
                contestants,
                scenarios,
                blocks,
                choices.seed().orElse(DEFAULT_SEED),
                choices.database(),
                leftOut);
    }

    /// Own servers take part unless contestants are named.
    private static Set<String> chosen(Catalogue catalogue, Profile profile, Choices choices) {
        return new LinkedHashSet<>(choices.contestants().isEmpty() ? all(catalogue, profile) : choices.contestants());
    }

    private static List<String> all(Catalogue catalogue, Profile profile) {
        return Stream.concat(profile.contestants().stream(), catalogue.own().stream())
                .toList();
    }

    /// Whether a contestant can take part in any scenario; those that it cannot are said.
    private static boolean takesPart(Contestant contestant, List<Run.Scenario> scenarios, List<String> leftOut) {
        boolean any = scenarios.isEmpty();
        for (Run.Scenario scenario : scenarios) {
            List<String> lacks = contestant.lacks(scenario);
            any |= lacks.isEmpty();
            if (!lacks.isEmpty()) {
                leftOut.add("%s is left out of scenario %s: it has nothing for %s; add it to its \"endpoints\""
                        .formatted(contestant.id(), scenario.id(), String.join(", ", lacks)));
            }
        }
        return any;
    }

    /// A comparison that the profile means and that is not made must not pass unnoticed.
    private static Optional<String> notChosen(List<String> all, List<String> chosen) {
        List<String> others = all.stream()
                .filter(id -> !chosen.isEmpty() && !chosen.contains(id))
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("left out by --contestants: " + String.join(", ", others));
    }

    private static Optional<String> unavailable(
            Run.Scenario scenario, Project project, Optional<DatabaseAddress> database) {
        return Neighbour.setOf(scenario.needs()).stream()
                .flatMap(need -> Neighbourhood.unavailable(need, project, database).stream())
                .findFirst()
                .map(why -> "scenario " + scenario.id() + " is left out: " + why);
    }

    /// All neighbours that some scenario needs.
    Set<Neighbour> needs() {
        Set<Neighbour> needs = EnumSet.noneOf(Neighbour.class);
        scenarios.forEach(scenario -> needs.addAll(Neighbour.setOf(scenario.needs())));
        return needs;
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
                scenarios,
                scenario -> contestants.stream()
                        .filter(contestant -> contestant.lacks(scenario).isEmpty())
                        .map(Contestant::id)
                        .toList(),
                blocks,
                seed);
    }
}
