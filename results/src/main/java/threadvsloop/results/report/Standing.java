package threadvsloop.results.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.Trial;
import threadvsloop.results.run.Validity.Status;

/// How far a run got and how much of it may be believed, in sentences.
final class Standing {
    private Standing() {}

    /// `complete: 60 of 60 trials`; `interrupted: 37 of 60 trials`.
    static String progress(RunData run) {
        return "%s: %d of %d trials".formatted(run.run().status(), run.trials().size(), run.planned());
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
    /// @param chartTroubles raw files that the charts could not read
    static List<String> warnings(RunData run, List<String> chartTroubles) {
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
        warnings.addAll(chartTroubles);
        return warnings;
    }

    /// SUSPECT and INVALID trials by reason: `3 × SUSPECT: steal 6%`, most frequent first.
    static List<String> reasons(RunData run) {
        Map<String, Long> counts = run.trials().stream()
                .flatMap(Standing::reasons)
                .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(count -> String.format(Locale.ROOT, "%d × %s", count.getValue(), count.getKey()))
                .toList();
    }

    private static java.util.stream.Stream<String> reasons(Trial trial) {
        return trial.validity().reasons().stream()
                .map(reason -> trial.validity().status() + ": " + reason);
    }
}
