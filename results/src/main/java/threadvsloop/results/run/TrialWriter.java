package threadvsloop.results.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.Trial;

/// Writes one trial's files; used by one thread. Each `write…` replaces its file whole. Until [#complete] the directory
/// counts as unfinished, and a resumed run does the trial again.
public final class TrialWriter {
    private final Path directory;
    private final Plan.Entry entry;
    private final boolean sealed;
    private final Set<String> written = new TreeSet<>();

    private TrialWriter(Path directory, Plan.Entry entry, boolean sealed) {
        this.directory = directory;
        this.entry = entry;
        this.sealed = sealed;
    }

    public Path directory() {
        return directory;
    }

    /// Where the server's standard error goes while it runs; this class does not open it.
    public Path serverLog() {
        return directory.resolve("server.log");
    }

    /// `command.txt`: the server's command line, one that a reader can paste.
    public void writeCommand(String commandLine) throws IOException {
        StoredFiles.write(file("command.txt"), commandLine.stripTrailing() + "\n");
    }

    /// `trial.hlog`; see [TaggedInterval] for what belongs under which tag. Sets the histograms' tags.
    public void writeIntervals(List<TaggedInterval> intervals) throws IOException {
        String title = String.format(
                Locale.ROOT,
                "Thread vs Loop: %s, %s, %s, block %d",
                entry.scenario(),
                entry.point(),
                entry.contestant(),
                entry.block());
        HistogramFiles.writeIntervals(file(RunDirectory.INTERVALS), intervals, title);
    }

    /// `response.hgrm` and `service.hgrm` from the trial's histograms (ns). Values in the files are milliseconds, as
    /// wrk2 and the HdrHistogram plotter have them.
    public void writePercentiles(Histogram responseNs, Histogram serviceNs) throws IOException {
        HistogramFiles.writePercentiles(file("response.hgrm"), "response time", responseNs);
        HistogramFiles.writePercentiles(file("service.hgrm"), "service time", serviceNs);
    }

    /// `process.csv`, in the order given.
    public void writeProcess(List<ProcessSample> samples) throws IOException {
        StoredFiles.write(file(RunDirectory.PROCESS), ProcessCsv.text(samples));
    }

    /// `trial.json`, the last file: from now on the trial is done. It holds a digest of itself and of each file
    /// that was written before, but not of the server's log, which decides nothing.
    ///
    /// @throws IllegalArgumentException if the trial is not the plan entry that this writer was made for
    public void complete(Trial trial) throws IOException {
        String expected = Trial.path(entry.scenario(), entry.contestant(), entry.point(), entry.block());
        if (!trial.path().equals(expected)) {
            throw new IllegalArgumentException("trial " + trial.path() + " written as " + expected);
        }
        Path file = directory.resolve(RunDirectory.TRIAL);
        if (sealed) {
            Documents.writeSealed(file, trial, Seal.digests(directory, written));
        } else {
            Documents.write(file, trial);
        }
    }

    private Path file(String name) {
        written.add(name);
        return directory.resolve(name);
    }

    /// Whether a folder holds what no attempt leaves in it, so that it must not be emptied.
    static boolean isForeign(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.anyMatch(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS));
        }
    }

    /// Empties what an interrupted attempt left, the mark of completeness first.
    ///
    /// @param sealed whether the documents of this run have digests
    static TrialWriter begin(Path directory, Plan.Entry entry, boolean sealed) throws IOException {
        StoredFiles.makeFolder(directory);
        try {
            Files.deleteIfExists(directory.resolve(RunDirectory.TRIAL));
            try (var left = Files.newDirectoryStream(directory)) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw StoredFiles.unwritable(directory, e);
        }
        return new TrialWriter(directory, entry, sealed);
    }
}
