package threadvsloop.results.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import threadvsloop.results.charts.Chart;
import threadvsloop.results.charts.ChartRenderer;
import threadvsloop.results.charts.ChartSet;
import threadvsloop.results.run.RunData;

/// Reports drawn by one renderer, which takes seconds to load, for all tests of this package: one at a time.
final class SharedRenderer {
    private static final ChartRenderer RENDERER = new ChartRenderer();

    private SharedRenderer() {}

    static Report.ReportFiles report(Path runDirectory) throws IOException {
        RunData run = RunData.read(runDirectory);
        ClaimsFile claims = Report.claims(run);
        ChartSet charts = ChartSet.of(run);
        List<Figure> figures = Report.charts(claims, charts).stream()
                .map(chart -> Figure.of(chart, svg(chart)))
                .toList();
        return Report.write(run, claims, charts.troubles(), figures);
    }

    /// The chart without its data, as a page holds it.
    static String svg(Chart chart) {
        synchronized (RENDERER) {
            return RENDERER.svg(chart);
        }
    }
}
