package threadvsloop.harness.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.RunDirectoryException;
import threadvsloop.results.stats.Spread;

/// What trials take on this host beyond their load: start, drain and stop, as those took that were run
/// here lately.
///
/// @param seconds by contestant, newest first
public record TrialOverheads(Map<String, List<Double>> seconds) {

    private static final int MOST_RUNS = 10;
    private static final int MOST_TRIALS = 50;

    /// Of the newest finished runs; at most 50 trials of each contestant.
    ///
    /// @param runs the folder of run directories, whose names begin with their time; need not be there
    public static TrialOverheads of(Path runs) {
        Map<String, List<Double>> seconds = new HashMap<>();
        for (Path run : newest(runs)) {
            for (Trial trial : finished(run).reversed()) {
                List<Double> known = seconds.computeIfAbsent(trial.contestant(), _ -> new ArrayList<>());
                // Of trials that took turns, each lasted as long as all.
                if (trial.load() != null && !trial.point().course().inTurns() && known.size() < MOST_TRIALS) {
                    known.add(overhead(trial));
                }
            }
        }
        seconds.values().removeIf(List::isEmpty);
        return new TrialOverheads(seconds);
    }

    private static List<Path> newest(Path runs) {
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .limit(MOST_RUNS)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Those of a run that is not finished, or of another version, tell nothing here.
    private static List<Trial> finished(Path run) {
        try {
            RunDirectory directory = RunDirectory.open(run);
            return directory.readRun().status().equals(Run.COMPLETE)
                    ? directory.trials().readable()
                    : List.of();
        } catch (RunDirectoryException e) {
            System.getLogger(TrialOverheads.class.getName())
                    .log(System.Logger.Level.DEBUG, "no trial of it counts for estimates", e);
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double overhead(Trial trial) {
        double all =
                trial.phases().stream().mapToDouble(Trial.Phase::durationMs).sum() / 1e3;
        return Math.max(0, all - TrialCost.loadSeconds(trial.point()));
    }

    /// @param contestant of which no trial is known: what others take
    public TrialCost cost(PointSpec point, String contestant) {
        List<Double> known = seconds.getOrDefault(
                contestant, seconds.values().stream().flatMap(List::stream).toList());
        return Spread.of(known)
                .map(overhead -> TrialCost.of(point, overhead.median()))
                .orElseGet(() -> TrialCost.of(point));
    }

    /// What the estimates rest on, in words.
    public String source() {
        int trials = seconds.values().stream().mapToInt(List::size).sum();
        return trials == 0 ? "no measured trials yet: a guess" : "from " + trials + " measured trials";
    }
}
