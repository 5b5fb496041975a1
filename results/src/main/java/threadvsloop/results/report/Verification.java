package threadvsloop.results.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import threadvsloop.results.claims.Claims;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.run.ChangedDocumentException;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.RunDirectoryException;
import threadvsloop.results.run.StoredFiles;

/// Everything that a run directory says, held against what it was derived from: documents and raw files against their
/// digests, trials against their raw files, verdicts and table against the trials.
///
/// @param differences what is not as it was measured, a sentence each; empty if all agrees
/// @param notes what could not be checked, or is not there yet
/// @param trials that were checked
/// @param claims whose verdicts were derived again
public record Verification(List<String> differences, List<String> notes, int trials, int claims) {

    /// Reads all files of a run; writes nothing.
    ///
    /// @throws RunDirectoryException if there is nothing to verify: no readable `run.json`, or neither a trial
    ///     nor a result
    public static Verification of(Path run) throws IOException {
        RunDirectory directory = RunDirectory.open(run);
        try {
            directory.readRun();
        } catch (ChangedDocumentException e) {
            return new Verification(List.of(String.valueOf(e.getMessage())), List.of(), 0, 0);
        }
        StoredReport stored = StoredReport.of(directory);
        List<String> lost = stored.lost();
        RunData data = RunData.read(run);
        if (data.trials().isEmpty() && data.damaged().isEmpty()) {
            return withoutTrials(data, stored, lost);
        }
        return new Check(data, lost).result();
    }

    private static Verification withoutTrials(RunData data, StoredReport stored, List<String> lost) throws IOException {
        Path run = data.directory().path();
        if (lost.isEmpty() && !stored.exists()) {
            throw new RunDirectoryException(run + ": none of its " + data.planned()
                    + " trials has been measured, and there is no report: there is nothing to verify");
        }
        return new Verification(
                List.of(String.format(
                                Locale.ROOT,
                                "%s: none of its %d trials is here: trials/ is missing or empty, so that nothing in its report can be",
                                run,
                                data.planned())
                        + " derived again"
                        + (lost.isEmpty() ? "" : "; the first that it rests on is " + lost.getFirst())),
                List.of(),
                0,
                0);
    }

    /// One by one; used by one thread.
    private static final class Check {
        private final RunData data;
        private final List<String> differences = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private int claims;

        Check(RunData data, List<String> lost) {
            this.data = data;
            differences.addAll(data.troubles());
            data.damaged().forEach(damaged -> differences.add("damaged: " + damaged.file() + ": " + damaged.error()));
            lost.stream()
                    .filter(trial -> data.damaged().stream()
                            .noneMatch(damaged -> damaged.file().startsWith(trial + "/")))
                    .forEach(trial -> differences.add(trial + ": is not here, and the stored report rests on it"));
        }

        Verification result() throws IOException {
            for (RunData.Contradiction contradiction : data.contradictions()) {
                contradiction.reasons().forEach(reason -> differences.add(contradiction.trial() + ": " + reason));
            }
            claims();
            table();
            if (!data.directory().sealed()) {
                notes.add("the documents of this run have no digests: it is older than these. What can be derived again"
                        + " from raw files was checked, and edits of anything else cannot be found");
            }
            if (data.trials().size() < data.planned()) {
                notes.add(String.format(
                        Locale.ROOT, "%d of %d trials are here", data.trials().size(), data.planned()));
            }
            return new Verification(
                    List.copyOf(differences), List.copyOf(notes), data.trials().size(), claims);
        }

        private void claims() throws IOException {
            if (data.run().claims().isEmpty()) {
                return;
            }
            if (!Claims.areWritten(data)) {
                notes.add("there is no " + Claims.FILE + " yet: tvl report writes it");
                return;
            }
            ClaimsDocument derived = Claims.of(data);
            claims = derived.claims().size();
            try {
                differences.addAll(Claims.differences(Claims.read(data), derived));
            } catch (RunDirectoryException e) {
                differences.add(String.valueOf(e.getMessage()));
            }
        }

        /// Each row of the stored table must be that of a trial. Tables with other columns are of another version.
        private void table() throws IOException {
            Path csv = data.directory().path().resolve(Report.CSV);
            if (!Files.exists(csv)) {
                return;
            }
            String text;
            try {
                text = StoredFiles.read(csv);
            } catch (RunDirectoryException e) {
                differences.add(String.valueOf(e.getMessage()));
                return;
            }
            List<String> stored = rows(text);
            List<String> derived = rows(SummaryCsv.text(data.trials()));
            if (!stored.getFirst().startsWith("order,")) {
                differences.add(
                        csv + ": damaged: it does not begin with the names of its columns; tvl report writes it");
                return;
            }
            if (!stored.getFirst().equals(derived.getFirst())) {
                notes.add(Report.CSV + " has other columns than this tvl writes, so it was not checked");
                return;
            }
            Set<String> known = new HashSet<>(derived);
            stored.stream()
                    .filter(row -> !known.contains(row))
                    .forEach(row -> differences.add(Report.CSV + " has other numbers than the trials: "
                            + (row.length() > 80 ? row.substring(0, 80) + "…" : row)));
        }

        private static List<String> rows(String csv) {
            return List.of(csv.split("\r\n"));
        }
    }
}
