package threadvsloop.results.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import threadvsloop.results.charts.Chart;
import threadvsloop.results.charts.ChartRenderer;
import threadvsloop.results.charts.ChartSet;
import threadvsloop.results.charts.ClaimCharts;
import threadvsloop.results.claims.Claims;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.run.Documents;
import threadvsloop.results.run.LostTrialsException;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.RunDirectoryException;
import threadvsloop.results.run.UnwritableException;

/// Makes everything that people read of a run, from its files alone. Safe to call again at any time, on a
/// run that is under way, interrupted, empty or partly damaged: what is missing is said, and the rest is
/// reported. What is stored is never made worse ([StoredReport]).
public final class Report {
    static final String HTML = "report.html";
    static final String CSV = "summary.csv";
    static final String KINDS = "summary-kinds.csv";
    static final String MARKDOWN = "summary.md";
    static final String CHARTS = "charts";
    static final String CLAIMS = Claims.FILE;
    static final String JUNIT = "claims-junit.xml";

    private Report() {}

    /// What [#write] made.
    ///
    /// @param table the main numbers as text for a terminal, many lines
    /// @param claims what the run's files say of its claims; none if it decides none
    public record ReportFiles(
            Path html, Path csv, Path markdown, List<Path> charts, String table, ClaimsDocument claims) {}

    /// Writes `report.html`, `summary.csv`, `summary.md` and `charts/*.svg` into the run directory, where
    /// kinds of request are mixed `summary-kinds.csv`, and where the run decides claims `claims.json` and
    /// `claims-junit.xml`. Takes some seconds, most in a second JVM that draws charts.
    ///
    /// All files are made before the first replaces an older one; until then a failure leaves the older report.
    ///
    /// @throws LostTrialsException if the directory holds a report that rests on trials which are gone
    /// @throws RunDirectoryException if the directory holds no readable `run.json`
    /// @throws UnwritableException if the files cannot be written
    public static ReportFiles write(Path runDirectory) throws IOException {
        return write(runDirectory, Map.of());
    }

    /// The same with a failure in `claims-junit.xml` for each claim that ended otherwise than expected.
    ///
    /// @param expected label of the verdict by claim id
    public static ReportFiles write(Path runDirectory, Map<String, String> expected) throws IOException {
        StoredReport.of(RunDirectory.open(runDirectory)).requireReplaceable();
        RunData run = RunData.read(runDirectory);
        // Verdicts are derived anew from the trials each time.
        Optional<ClaimsDocument> derived =
                run.run().claims().isEmpty() ? Optional.empty() : Optional.of(Claims.of(run));
        ClaimsFile claims =
                derived.map(document -> new ClaimsFile(document, List.of())).orElseGet(() -> claims(run));
        ChartSet charts = ChartSet.of(run);
        List<Figure> figures = Figure.draw(charts(claims, charts));
        try (StagedFiles files = StagedFiles.of(run.directory().path())) {
            if (derived.isPresent()) {
                files.write(CLAIMS, Documents.text(derived.get()));
                files.write(JUNIT, ClaimsJunit.text(derived.get(), expected));
            }
            return write(files, run, claims, charts.troubles(), figures);
        }
    }

    static ReportFiles write(RunData run, ClaimsFile claims, List<String> chartTroubles, List<Figure> figures)
            throws IOException {
        try (StagedFiles files = StagedFiles.of(run.directory().path())) {
            return write(files, run, claims, chartTroubles, figures);
        }
    }

    private static ReportFiles write(
            StagedFiles files, RunData run, ClaimsFile claims, List<String> chartTroubles, List<Figure> figures)
            throws IOException {
        List<String> warnings = warnings(run, claims, chartTroubles);
        Verdicts verdicts = Verdicts.of(claims.document());
        List<PointTable> tables = tables(run);
        Resolution resolution = Resolution.of(run);
        Path csv = files.write(CSV, SummaryCsv.text(run.trials()));
        String kinds = SummaryCsv.kinds(run.trials());
        if (!kinds.isEmpty()) {
            files.write(KINDS, kinds);
        }
        Path markdown = files.write(MARKDOWN, SummaryMarkdown.text(run, verdicts, tables, warnings, resolution));
        List<Path> drawn = new ArrayList<>();
        for (Figure figure : figures) {
            drawn.add(files.write(figure.file(), ChartRenderer.file(figure.svg())));
        }
        Path html = files.write(HTML, Page.html(run, claims.document(), warnings, resolution, figures));
        files.replace();
        // Drawings of an earlier report may show trials that have been repeated since.
        files.deleteOthers(CHARTS, "*.svg");
        files.deleteOthers("", KINDS);
        return new ReportFiles(
                html,
                csv,
                markdown,
                drawn,
                SummaryText.text(run, verdicts, tables, warnings, resolution),
                claims.document());
    }

    /// The main numbers of a run as text for a terminal; writes nothing.
    ///
    /// @throws RunDirectoryException if the directory holds no readable `run.json`
    public static String table(Path runDirectory) throws IOException {
        RunData run = RunData.read(runDirectory);
        ClaimsFile claims = claims(run);
        return SummaryText.text(
                run, Verdicts.of(claims.document()), tables(run), warnings(run, claims, List.of()), Resolution.of(run));
    }

    /// What the run's files say of its claims.
    static ClaimsFile claims(RunData run) {
        return ClaimsFile.read(run);
    }

    /// All charts of a run, in the order of the report.
    static List<Chart> charts(ClaimsFile claims, ChartSet ofScenarios) {
        return Stream.concat(ClaimCharts.of(claims.document()).stream(), ofScenarios.charts().stream())
                .toList();
    }

    private static List<String> warnings(RunData run, ClaimsFile claims, List<String> chartTroubles) {
        return Standing.warnings(
                run,
                Stream.concat(claims.troubles().stream(), chartTroubles.stream())
                        .toList());
    }

    private static List<PointTable> tables(RunData run) {
        return run.scenarios().stream()
                .flatMap(scenario -> PointTables.of(run, scenario).stream())
                .toList();
    }
}
