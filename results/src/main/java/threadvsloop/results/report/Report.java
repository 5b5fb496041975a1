package threadvsloop.results.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import threadvsloop.results.charts.Chart;
import threadvsloop.results.charts.ChartRenderer;
import threadvsloop.results.charts.ChartSet;
import threadvsloop.results.charts.ClaimCharts;
import threadvsloop.results.claims.Claims;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectoryException;

/// Makes everything that people read of a run, from its files alone. Safe to call again at any time, on a
/// run that is under way, interrupted, empty or partly damaged: what is missing is said, and the rest is
/// reported.
public final class Report {
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
    /// @throws RunDirectoryException if the directory holds no readable `run.json`
    /// @throws IOException if the files cannot be written
    public static ReportFiles write(Path runDirectory) throws IOException {
        return write(runDirectory, Map.of());
    }

    /// The same with a failure in `claims-junit.xml` for each claim that ended otherwise than expected.
    ///
    /// @param expected label of the verdict by claim id
    public static ReportFiles write(Path runDirectory, Map<String, String> expected) throws IOException {
        RunData run = RunData.read(runDirectory);
        writeClaims(run, expected);
        ClaimsFile claims = claims(run);
        ChartSet charts = ChartSet.of(run);
        return write(run, claims, charts.troubles(), Figure.draw(charts(claims, charts)));
    }

    static ReportFiles write(RunData run, ClaimsFile claims, List<String> chartTroubles, List<Figure> figures)
            throws IOException {
        Path directory = run.directory().path();
        List<String> warnings = warnings(run, claims, chartTroubles);
        Verdicts verdicts = Verdicts.of(claims.document());
        List<PointTable> tables = tables(run);
        Resolution resolution = Resolution.of(run);
        Path csv = directory.resolve("summary.csv");
        Files.writeString(csv, SummaryCsv.text(run.trials()));
        writeKinds(directory.resolve("summary-kinds.csv"), SummaryCsv.kinds(run.trials()));
        Path markdown = directory.resolve("summary.md");
        Files.writeString(markdown, SummaryMarkdown.text(run, verdicts, tables, warnings, resolution));
        List<Path> drawn = writeCharts(directory.resolve("charts"), figures);
        Path html = directory.resolve("report.html");
        Files.writeString(html, Page.html(run, claims.document(), warnings, resolution, figures));
        return new ReportFiles(
                html,
                csv,
                markdown,
                drawn,
                SummaryText.text(run, verdicts, tables, warnings, resolution),
                claims.document());
    }

    /// Verdicts are derived anew from the trials' raw files each time.
    private static void writeClaims(RunData run, Map<String, String> expected) throws IOException {
        if (!run.run().claims().isEmpty()) {
            ClaimsDocument claims = Claims.of(run);
            Claims.write(run, claims);
            Files.writeString(run.directory().path().resolve("claims-junit.xml"), ClaimsJunit.text(claims, expected));
        }
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

    private static void writeKinds(Path file, String text) throws IOException {
        if (text.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            Files.writeString(file, text);
        }
    }

    private static List<PointTable> tables(RunData run) {
        return run.scenarios().stream()
                .flatMap(scenario -> PointTables.of(run, scenario).stream())
                .toList();
    }

    /// Drawings of an earlier report go first: they may show trials that have been repeated since.
    private static List<Path> writeCharts(Path directory, List<Figure> figures) throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(directory, "*.svg")) {
            for (Path file : earlier) {
                Files.delete(file);
            }
        }
        List<Path> files = new ArrayList<>();
        for (Figure figure : figures) {
            Path file = directory.resolve(figure.chart().id() + ".svg");
            Files.writeString(file, ChartRenderer.file(figure.svg()));
            files.add(file);
        }
        return files;
    }
}
