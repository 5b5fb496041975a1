package threadvsloop.results.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadvsloop.results.charts.ChartSet;
import threadvsloop.results.documents.ClaimSpec;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.RunData;

/// In what two runs differ beside what they measured: host, JDK, Node.js, kernel, pinning, commit, and what was asked
/// for. Any of these may be the whole difference between two numbers.
///
/// @param before the first run
/// @param after the second
record RunDifferences(RunData before, RunData after) {

    /// A phrase for each, as in `kernel: A, now B`; empty if both were made alike.
    List<String> sentences() {
        List<String> sentences = new ArrayList<>(hosts());
        Run first = before.run();
        Run second = after.run();
        add(sentences, "commit of tvl", first.commit(), second.commit());
        add(sentences, "profile", first.profile(), second.profile());
        add(sentences, "blocks", blocks(before), blocks(after));
        add(sentences, "seed of the arrivals", Long.toString(first.seed()), Long.toString(second.seed()));
        add(sentences, "database", none(first.database()), none(second.database()));
        servers(sentences);
        sentences.addAll(points());
        sentences.addAll(claims());
        return sentences;
    }

    private List<String> hosts() {
        Environment first = before.environment();
        Environment second = after.environment();
        if (first == null || second == null) {
            String which = first == null && second == null ? "either run" : first == null ? "BEFORE" : "AFTER";
            return List.of("the host of " + which + " is not known: environment.json is missing or unreadable");
        }
        List<String> differences = new ArrayList<>(first.differencesTo(second));
        Set<String> named = differences.stream()
                .map(difference -> difference.substring(0, difference.indexOf(':')))
                .collect(Collectors.toSet());
        // What one of both does not know is no difference.
        Set<String> limits = new TreeSet<>(first.limits().keySet());
        limits.retainAll(second.limits().keySet());
        limits.removeAll(named);
        limits.forEach(limit -> add(
                differences,
                limit,
                first.limits().getOrDefault(limit, ""),
                second.limits().getOrDefault(limit, "")));
        return differences;
    }

    private static String blocks(RunData run) {
        long blocks = run.trials().stream().map(Trial::block).distinct().count();
        return blocks + " of " + run.run().blocks();
    }

    private static String none(String text) {
        return text.isEmpty() ? "none" : text;
    }

    /// Runtime and command line of each server that both have.
    private void servers(List<String> sentences) {
        Map<String, Set<String>> first = servers(before);
        Map<String, Set<String>> second = servers(after);
        first.forEach((contestant, here) -> {
            Set<String> there = second.get(contestant);
            if (there != null && !there.equals(here)) {
                add(sentences, contestant + " ran as", String.join(" and as ", here), String.join(" and as ", there));
            }
        });
    }

    private static Map<String, Set<String>> servers(RunData run) {
        Map<String, Set<String>> servers = new LinkedHashMap<>();
        for (Trial trial : run.trials()) {
            Trial.ServerIdentity server = trial.server();
            if (server != null) {
                servers.computeIfAbsent(trial.contestant(), _ -> new LinkedHashSet<>())
                        .add(server.runtime() + " " + server.version() + " on CPU " + none(server.cpus()));
            }
        }
        return servers;
    }

    /// Points that have the same name and are not the same load: their numbers cannot be set side by side.
    private List<String> points() {
        return common().filter(point -> !same(point))
                .map(point -> "%s, %s: another load under the same name, so its numbers are left out: %s, now %s"
                        .formatted(
                                point.scenario(),
                                point.point(),
                                words(find(before, point).orElseThrow()),
                                words(find(after, point).orElseThrow())))
                .toList();
    }

    private static String words(PointSpec point) {
        return "%s, %s, warm-up of %s s, measured for %s s"
                .formatted(
                        ChartSet.words(point),
                        point.request().isEmpty() ? "mixed requests" : point.request(),
                        point.warmupSeconds(),
                        point.measureSeconds());
    }

    private List<String> claims() {
        List<String> changed = before.run().claims().stream()
                .filter(claim -> after.run().claims().stream()
                        .anyMatch(other -> other.id().equals(claim.id()) && !other.equals(claim)))
                .map(ClaimSpec::id)
                .toList();
        return changed.isEmpty()
                ? List.of()
                : List.of("claims that are decided otherwise now (another threshold, part or wording): "
                        + String.join(", ", changed));
    }

    /// A point of a scenario.
    record Place(String scenario, String point) {}

    /// Points that both runs have by name, in the order of the first.
    Stream<Place> common() {
        return before.scenarios().stream()
                .flatMap(scenario -> scenario.points().stream().map(point -> new Place(scenario.id(), point.id())))
                .filter(place -> find(after, place).isPresent());
    }

    /// Whether a point that both have is the same load in both.
    boolean same(Place place) {
        return find(before, place).equals(find(after, place));
    }

    /// Contestants that both runs have, in the order of the first.
    List<String> contestants() {
        Set<String> others =
                after.contestants().stream().map(Run.Contestant::id).collect(Collectors.toSet());
        return before.contestants().stream()
                .map(Run.Contestant::id)
                .filter(others::contains)
                .toList();
    }

    private static Optional<PointSpec> find(RunData run, Place place) {
        return run.scenarios().stream()
                .filter(scenario -> scenario.id().equals(place.scenario()))
                .flatMap(scenario -> scenario.points().stream())
                .filter(point -> point.id().equals(place.point()))
                .findFirst();
    }

    private static void add(List<String> sentences, String what, String then, String now) {
        if (!then.equals(now)) {
            sentences.add("%s: %s, now %s".formatted(what, then, now));
        }
    }
}
