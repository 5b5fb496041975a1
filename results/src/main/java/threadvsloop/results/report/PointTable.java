package threadvsloop.results.report;

import java.util.List;
import threadvsloop.results.stats.Interval;
import threadvsloop.results.stats.PairedRatio;
import threadvsloop.results.text.Numbers;

/// The numbers of one point of one scenario, a row per contestant, formatted.
///
/// @param id unique in the page
/// @param caption scenario and load
/// @param note what must be known of this table alone
/// @param headings of the cells; a row's name comes before them and has no heading here
record PointTable(String id, String caption, String note, List<String> headings, List<Row> rows) {

    record Row(String label, String family, List<Cell> cells) {}

    /// @param ratio to the baseline, `×0.48`; empty for the baseline itself and where nothing is compared
    /// @param interval of the ratio, `0.33–0.70`, or why there is none; empty with the ratio
    /// @param decided the interval does not hold 1
    record Cell(String value, String ratio, String interval, boolean decided) {

        static Cell of(String value) {
            return new Cell(value, "", "", false);
        }

        Cell comparedBy(PairedRatio effect) {
            Interval bounds = effect.interval();
            return new Cell(
                    value,
                    "×" + Numbers.ratio(effect.ratio()),
                    bounds == null ? "one block" : Numbers.ratio(bounds.low()) + "–" + Numbers.ratio(bounds.high()),
                    bounds != null && !bounds.contains(1));
        }

        boolean isEmpty() {
            return value.equals(Numbers.NONE);
        }
    }
}
