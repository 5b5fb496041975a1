package threadvsloop.results.charts;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.ProcessSample;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.TaggedInterval;

/// Raw files of trials for charts: one that cannot be read is remembered and taken as empty, so that it costs the
/// reader
/// one line and not the whole report.
final class TrialFiles {
    private final RunDirectory directory;
    private final Set<String> troubles = new LinkedHashSet<>();

    TrialFiles(RunDirectory directory) {
        this.directory = directory;
    }

    List<TaggedInterval> intervals(Trial trial, String... tags) {
        try {
            return directory.readIntervals(trial, Set.of(tags));
        } catch (IOException e) {
            troubles.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    List<ProcessSample> process(Trial trial) {
        try {
            return directory.readProcess(trial);
        } catch (IOException e) {
            troubles.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    List<String> troubles() {
        return List.copyOf(troubles);
    }
}
