package threadvsloop.harness.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.backend.Backend;
import threadvsloop.harness.backend.Backends;
import threadvsloop.harness.backend.DatabaseAddress;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.catalogue.Contestant;
import threadvsloop.harness.catalogue.Profile;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.documents.ClaimSpec.Place;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;

/// A profile with the user's own choices applied: what is to be run, before anything is.
///
/// @param claims to be decided; none where the profile only compares
/// @param measured which contestant is measured where, of those that can be
/// @param mostBlocks up to which blocks are added where intervals are wide; `blocks` for none
/// @param within blocks are added only if they will end in this time
/// @param database the one to use instead of an embedded one
/// @param leftOut a sentence for what of the profile is not run: by choice, or because this machine or an
///     own server
/// cannot, with the remedy
public record RunRequest(
        Profile profile,
        List<Contestant> contestants,
        List<Run.Scenario> scenarios,
        List<ClaimSpec> claims,
        Predicate<Place> measured,
        int blocks,
        int mostBlocks,
        long seed,
        Optional<Duration> within,
        Optional<DatabaseAddress> database,
        List<String> leftOut) {

    private static final long DEFAULT_SEED = 1;

    /// The user's choices; empty lists and optionals mean "as the profile says".
    public record Choices(
            List<String> contestants,
            List<String> scenarios,
            List<String> claims,
            OptionalInt blocks,
            OptionalInt mostBlocks,
            OptionalLong seed,
            Optional<Duration> within,
            Optional<DatabaseAddress> database) {}

    /// @throws UsageException for unknown names and impossible numbers
    public static RunRequest of(Catalogue catalogue, Project project, String profileId, Choices choices) {
        Profile profile = catalogue.profile(profileId);
        if (profile.jmh() != null && !catalogue.own().isEmpty()) {
            throw new UsageException("profile " + profileId + " starts no server: leave --contestants-file out");
        }
        if (!profile.claimIds().isEmpty() && !catalogue.own().isEmpty()) {
            throw new UsageException(
                    ("profile %s measures whom its claims name, so own servers (%s) take no part in it: leave"
                                    + " --contestants-file out, or use a profile that compares, such as quick")
                            .formatted(profileId, String.join(", ", catalogue.own())));
        }
        Ask ask = profile.claimIds().isEmpty()
                ? compared(catalogue, profile, choices)
                : decided(catalogue, profile, choices);
        List<String> leftOut = new ArrayList<>();
        List<Run.Scenario> scenarios = new ArrayList<>();
        for (Run.Scenario scenario : ask.scenarios) {
            unavailable(scenario, project, choices.database())
                    .ifPresentOrElse(leftOut::add, () -> scenarios.add(scenario));
        }
        List<Contestant> contestants = new ArrayList<>();
        List<String> chosen = chosen(ask, choices);
        if (chosen.isEmpty()) {
            besideBaseline(catalogue, profile, project, leftOut).forEach(chosen::add);
        }
        for (String id : chosen) {
            Contestant contestant = catalogue.contestant(id);
            Optional<String> unavailable = contestant.unavailable(project);
            unavailable.ifPresent(leftOut::add);
            if (unavailable.isEmpty() && takesPart(contestant, scenarios, leftOut)) {
                contestants.add(contestant);
            }
        }
        notChosen(ask.contestants, choices.contestants()).ifPresent(leftOut::add);
        int blocks = choices.blocks().orElse(profile.blocks());
        if (blocks < 1 && profile.jmh() == null) {
            throw new UsageException("--blocks " + blocks + ": at least 1 block is needed");
        }
        int most = choices.mostBlocks().orElse(blocks);
        if (most < blocks) {
            throw new UsageException(
                    "--max-blocks %d: %d blocks are planned already; give as many or more".formatted(most, blocks));
        }
        return new RunRequest(
                profile,
                contestants,
                scenarios,
                ask.claims,
                ask.measured,
                blocks,
                most,
                choices.seed().orElse(DEFAULT_SEED),
                choices.within().or(profile::mostTime),
                choices.database(),
                leftOut);
    }

    /// What a profile asks for, before it is known what can be had.
    ///
    /// @param ownAlone whether there are own servers and nobody else is named
    private record Ask(
            List<String> contestants,
            List<Run.Scenario> scenarios,
            List<ClaimSpec> claims,
            Predicate<Place> measured,
            boolean ownAlone) {}

    private static Ask compared(Catalogue catalogue, Profile profile, Choices choices) {
        if (!choices.claims().isEmpty()) {
            throw new UsageException("profile " + profile.id() + " decides no claims: use tvl run claims --claims "
                    + String.join(",", choices.claims()));
        }
        List<String> contestants = Stream.concat(profile.contestants().stream(), catalogue.own().stream())
                .toList();
        boolean ownAlone = !catalogue.own().isEmpty() && choices.contestants().isEmpty();
        return new Ask(
                contestants, scenarios(catalogue, profile, choices.scenarios()), List.of(), place -> true, ownAlone);
    }

    /// Who is measured where follows from the claims.
    private static Ask decided(Catalogue catalogue, Profile profile, Choices choices) {
        List<ClaimSpec> claims = (choices.claims().isEmpty() ? profile.claimIds() : choices.claims())
                .stream().distinct().map(catalogue::claim).toList();
        choices.scenarios().forEach(catalogue::scenario);
        Set<Place> places = new LinkedHashSet<>();
        claims.stream()
                .flatMap(ClaimSpec::places)
                .filter(place ->
                        choices.scenarios().isEmpty() || choices.scenarios().contains(place.scenario()))
                .forEach(places::add);
        List<Run.Scenario> scenarios = catalogue.scenarios().values().stream()
                .filter(scenario ->
                        places.stream().anyMatch(place -> place.scenario().equals(scenario.id())))
                .map(scenario -> scenario.toRun(places.stream()
                        .filter(place -> place.scenario().equals(scenario.id()))
                        .map(Place::point)
                        .distinct()
                        .toList()))
                .toList();
        List<String> contestants = catalogue.contestants().keySet().stream()
                .filter(id ->
                        places.stream().anyMatch(place -> place.contestant().equals(id)))
                .toList();
        return new Ask(contestants, scenarios, claims, places::contains, false);
    }

    /// None when only own servers were given, with nothing said of whom they are to be compared with.
    private static List<String> chosen(Ask ask, Choices choices) {
        List<String> named = choices.contestants();
        return new ArrayList<>(
                !named.isEmpty() ? named.stream().distinct().toList() : ask.ownAlone ? List.of() : ask.contestants);
    }

    /// Own servers, after the first contestant of the profile that can run here: the baseline of ratios.
    private static List<String> besideBaseline(
            Catalogue catalogue, Profile profile, Project project, List<String> leftOut) {
        List<String> beside = new ArrayList<>();
        for (String id : profile.contestants()) {
            Optional<String> unavailable = catalogue.contestant(id).unavailable(project);
            if (unavailable.isEmpty()) {
                beside.add(id);
                break;
            }
            leftOut.add(unavailable.get());
        }
        List<String> others = new ArrayList<>(profile.contestants());
        others.removeAll(beside);
        beside.addAll(catalogue.own());
        if (!others.isEmpty()) {
            leftOut.add(
                    "with --contestants-file alone, what it names is run beside the baseline: %s. Left out: %s; name all that you want with --contestants %s"
                            .formatted(
                                    String.join(", ", beside),
                                    String.join(", ", others),
                                    String.join(",", beside) + "," + others.getFirst()));
        }
        return beside;
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
        return Backend.setOf(scenario.needs()).stream()
                .flatMap(need -> Backends.unavailable(need, project, database).stream())
                .findFirst()
                .map(why -> "scenario " + scenario.id() + " is left out: " + why);
    }

    /// All backends that some scenario needs.
    public Set<Backend> needs() {
        Set<Backend> needs = EnumSet.noneOf(Backend.class);
        scenarios.forEach(scenario -> needs.addAll(Backend.setOf(scenario.needs())));
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

    public Plan plan() {
        return TrialPlanner.plan(scenarios, this::takingPart, blocks, seed);
    }

    private List<String> takingPart(Run.Scenario scenario, PointSpec point) {
        return contestants.stream()
                .filter(contestant -> measured.test(new Place(scenario.id(), point.id(), contestant.id())))
                .filter(contestant -> contestant.lacks(scenario).isEmpty())
                .map(Contestant::id)
                .toList();
    }
}
