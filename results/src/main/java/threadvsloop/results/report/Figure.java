package threadvsloop.results.report;

import java.util.List;
import threadvsloop.results.charts.Chart;
import threadvsloop.results.charts.ChartRenderer;

/// A drawn chart.
///
/// @param svg an SVG element for the page
/// @param json the chart's data, safe inside a script element
record Figure(Chart chart, String svg, String json) {

    /// Loads the renderer only if there is something to draw: that takes seconds.
    static List<Figure> draw(List<Chart> charts) {
        if (charts.isEmpty()) {
            return List.of();
        }
        try (ChartRenderer renderer = new ChartRenderer()) {
            return charts.stream().map(chart -> of(chart, renderer)).toList();
        }
    }

    static Figure of(Chart chart, ChartRenderer renderer) {
        // Inside a script element only "</script" and "<!--" matter; neither can occur without "<".
        String json = ChartRenderer.json(chart).replace("<", "\\u003c");
        return new Figure(chart, renderer.svg(chart), json);
    }

    String file() {
        return "charts/" + chart.id() + ".svg";
    }
}
