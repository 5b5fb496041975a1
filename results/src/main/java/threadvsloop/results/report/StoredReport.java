package threadvsloop.results.report;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.run.Documents;
import threadvsloop.results.run.LostTrialsException;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.RunDirectoryException;
import threadvsloop.results.run.StoredFiles;

/// The report that a run directory holds already, and the trials that it rests on. A new one may replace it only if
/// these are still there: else it would know less.
public final class StoredReport {

    private static final Pattern PATH = Pattern.compile("(?m)(?:^|,)(trials/[^,\"\\s]+/b[0-9]+)(?=,|$)");

    private final RunDirectory run;

    private StoredReport(RunDirectory run) {
        this.run = run;
    }

    public static StoredReport of(RunDirectory run) {
        return new StoredReport(run);
    }

    /// Whether there is anything that a report consists of.
    public boolean exists() throws IOException {
        return has(Report.HTML) || has(Report.MARKDOWN) || hasCharts() || (has(Report.CLAIMS) && decidesClaims());
    }

    /// Trials that the stored report rests on and that cannot be read any more, in order of their names.
    public List<String> lost() throws IOException {
        Set<String> known = run.trials().readable().stream().map(Trial::path).collect(Collectors.toSet());
        return trials().stream()
                .filter(trial -> !known.contains(trial))
                .sorted()
                .toList();
    }

    /// @throws LostTrialsException if a new report would rest on less than this one
    public void requireReplaceable() throws IOException {
        List<String> lost = lost();
        if (!lost.isEmpty()) {
            throw LostTrialsException.ofReport(run.path(), lost);
        }
        if (table().isEmpty() && exists() && run.trials().readable().isEmpty()) {
            throw LostTrialsException.ofReport(run.path(), List.of());
        }
    }

    /// @throws LostTrialsException if the run has been measured and has lost all its trials
    public void requireTrialsOfWhatWasMeasured() throws IOException {
        RunDirectory.Trials here = run.trials();
        boolean measured = run.readRun().status().equals(Run.COMPLETE) || exists() || !lost().isEmpty();
        if (measured && here.readable().isEmpty() && here.damaged().isEmpty()) {
            throw LostTrialsException.ofRun(run.path(), run.readPlan().trials().size());
        }
    }

    private Set<String> trials() throws IOException {
        Set<String> trials = new LinkedHashSet<>();
        Matcher path = PATH.matcher(table());
        while (path.find()) {
            trials.add(path.group(1));
        }
        if (has(Report.CLAIMS)) {
            trials.addAll(trialsOf(run.path().resolve(Report.CLAIMS)));
        }
        return trials;
    }

    /// Empty if there is none, or it is damaged: then it names no trials.
    private String table() throws IOException {
        try {
            return has(Report.CSV) ? StoredFiles.read(run.path().resolve(Report.CSV)) : "";
        } catch (RunDirectoryException e) {
            return unknown("a stored table that cannot be read", e, "");
        }
    }

    private static <T> T unknown(String what, RunDirectoryException e, T instead) {
        System.getLogger(StoredReport.class.getName()).log(System.Logger.Level.DEBUG, what, e);
        return instead;
    }

    /// None if they cannot be read any more.
    private static Set<String> trialsOf(Path claims) throws IOException {
        try {
            return Documents.read(claims, ClaimsDocument.class, ClaimsDocument.SCHEMA_VERSION).claims().stream()
                    .flatMap(claim -> claim.trials().stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (RunDirectoryException e) {
            return unknown("stored claims that cannot be read", e, Set.of());
        }
    }

    private boolean has(String file) {
        return Files.exists(run.path().resolve(file));
    }

    private boolean decidesClaims() throws IOException {
        return !run.readRun().claims().isEmpty();
    }

    private boolean hasCharts() throws IOException {
        Path charts = run.path().resolve(Report.CHARTS);
        if (!Files.isDirectory(charts)) {
            return false;
        }
        try (DirectoryStream<Path> drawings = Files.newDirectoryStream(charts, "*.svg")) {
            return drawings.iterator().hasNext();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
