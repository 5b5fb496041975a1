package threadvsloop.results.report;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import threadvsloop.results.charts.Chart;
import threadvsloop.results.charts.ChartProcess;
import threadvsloop.results.charts.ChartRenderer;

/// A drawn chart.
///
/// @param svg an SVG element for the page
/// @param json the chart's data, safe inside a script element
record Figure(Chart chart, String svg, String json) {

    static List<Figure> draw(List<Chart> charts) throws IOException {
        if (charts.isEmpty()) {
            return List.of();
        }
        List<String> drawings = ChartProcess.draw(charts);
        return IntStream.range(0, charts.size())
                .mapToObj(i -> of(charts.get(i), drawings.get(i)))
                .toList();
    }

    static Figure of(Chart chart, String svg) {
        // Inside a script element only "</script" and "<!--" matter; neither can occur without "<".
        String json = ChartRenderer.json(chart).replace("<", "\\u003c");
        return new Figure(chart, svg, json);
    }

    String file() {
        return "charts/" + chart.id() + ".svg";
    }
}
