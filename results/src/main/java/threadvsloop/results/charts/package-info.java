/// Charts: what each shows (Java), how it is drawn (`charts.js`, one ECharts definition each), and its SVG (GraalJS).
@NullMarked
package threadvsloop.results.charts;

import org.jspecify.annotations.NullMarked;
