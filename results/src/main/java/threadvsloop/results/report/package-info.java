/// From a run directory to what people read: `report.html`, `charts/*.svg`, `summary.csv`, `summary.md`, a text table.
@NullMarked
package threadvsloop.results.report;

import org.jspecify.annotations.NullMarked;
