package threadvsloop.results.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.run.RunData;

/// How far a run got and how much of it may be believed, in sentences.
final class Standing {
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9.,]*");

    private Standing() {}

    /// `complete: 60 of 60 trials`; `interrupted: 37 of 60 trials`.
    static String progress(RunData run) {
        return String.format(
                Locale.ROOT,
                "%s: %d of %d trials",
                run.run().status(),
                run.trials().size(),
                run.planned());
    }

    /// `58 VALID, 1 SUSPECT, 1 INVALID (left out of all comparisons)`.
    static String validity(RunData run) {
        if (run.trials().isEmpty()) {
            return "no trial was finished";
        }
        Map<Status, Long> counts = run.trials().stream()
                .collect(Collectors.groupingBy(
                        trial -> trial.validity().status(), () -> new TreeMap<>(), Collectors.counting()));
        String text = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return counts.containsKey(Status.INVALID) ? text + " (INVALID is left out of all comparisons)" : text;
    }

    /// What a reader must know before any number: the run's own warnings, then what is missing or unreadable.
    ///
    /// @param troubles what claims and charts could not read
    static List<String> warnings(RunData run, List<String> troubles) {
        List<String> warnings = new ArrayList<>(run.run().warnings());
        if (run.trials().isEmpty()) {
            warnings.add("No trial was finished, so there is nothing to compare yet.");
        } else if (run.trials().stream().allMatch(trial -> trial.validity().status() == Status.INVALID)) {
            warnings.add("Every trial is INVALID, so no number can be compared; the reasons stand with the trials.");
        } else if (run.run().blocks() < 2) {
            warnings.add("One block only: ratios have no interval, so no difference can be told from chance.");
        }
        run.damaged()
                .forEach(damaged -> warnings.add("Damaged and left out: " + damaged.file() + ": " + damaged.error()));
        warnings.addAll(run.troubles());
        warnings.addAll(troubles);
        return warnings;
    }

    /// What spoke against trials, most frequent first. Reasons that differ in their numbers only are one, told by an
    /// example: `16 × INVALID, such as: processes that are no part of the trial used 94.0% of the CPU time`.
    static List<String> reasons(RunData run) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        for (Trial trial : run.trials()) {
            for (String reason : trial.validity().reasons()) {
                String kind = trial.validity().status() + NUMBER.matcher(reason).replaceAll("#");
                alike.computeIfAbsent(kind, none -> new ArrayList<>())
                        .add(trial.validity().status() + ": " + reason);
            }
        }
        return alike.values().stream()
                .sorted(Comparator.comparingInt((List<String> reasons) -> reasons.size())
                        .reversed())
                .map(Standing::told)
                .toList();
    }

    /// What trials showed of their servers beside the numbers, by contestant and point, in the order of the run.
    static List<String> findings(RunData run) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        for (Trial trial : run.trials()) {
            String place = "%s, %s %s"
                    .formatted(
                            label(run, trial), trial.scenario(), trial.point().id());
            for (String finding : trial.validity().findings()) {
                String kind = place + NUMBER.matcher(finding).replaceAll("#");
                alike.computeIfAbsent(kind, none -> new ArrayList<>()).add(place + ": " + finding);
            }
        }
        return alike.values().stream().map(Standing::told).toList();
    }

    private static String label(RunData run, Trial trial) {
        return run.contestants().stream()
                .filter(contestant -> contestant.id().equals(trial.contestant()))
                .findFirst()
                .map(Run.Contestant::label)
                .orElse(trial.contestant());
    }

    private static String told(List<String> reasons) {
        boolean same = reasons.stream().distinct().count() == 1;
        String example = same ? reasons.getFirst() : reasons.getFirst().replaceFirst(": ", ", such as: ");
        return reasons.size() + " × " + example;
    }
}
