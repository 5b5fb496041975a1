package threadvsloop.results.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import threadvsloop.results.charts.ChartRenderer;
import threadvsloop.results.charts.ChartSet;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.run.RunData;

/// Reports drawn by one renderer, which takes seconds to load, for all tests of this package.
final class SharedRenderer {
    private static final ChartRenderer RENDERER = new ChartRenderer();

    private SharedRenderer() {}

    static Report.ReportFiles report(Path runDirectory) throws IOException {
        RunData run = RunData.read(runDirectory);
        ChartSet charts = ChartSet.of(run);
        List<Figure> figures = charts.charts().stream()
                .map(chart -> Figure.of(chart, RENDERER.svg(chart)))
                .toList();
        return Report.write(run, new ClaimsDocument(1, List.of()), charts.troubles(), figures);
    }
}
