package threadvsloop.results.report;

import java.util.List;
import threadvsloop.results.stats.Interval;
import threadvsloop.results.stats.PairedRatio;
import threadvsloop.results.text.Numbers;
import threadvsloop.results.verdict.ShownRatio;

/// The numbers of one point of one scenario, a row per contestant, formatted.
///
/// @param id unique in the page
/// @param caption scenario and load
/// @param note what must be known of this table alone
/// @param headings of the cells; a row's name comes before them and has no heading here
record PointTable(String id, String caption, String note, List<String> headings, List<Row> rows) {

    record Row(String label, String family, List<Cell> cells) {}

    /// @param ratio to the baseline, `×0.48`; empty for the baseline itself and where nothing is compared; with
    ///     [#BY_COMPILERS] behind it where the JVM's compilers make it
    /// @param interval of the ratio, `0.33–0.70`, or why there is none, and what the baseline is where its row has
    ///     other blocks; empty with the ratio
    /// @param emphasised as [ShownRatio#emphasised] says
    record Cell(String value, String ratio, String interval, boolean emphasised) {
        static final String BY_COMPILERS = "†";

        static Cell of(String value) {
            return new Cell(value, "", "", false);
        }

        /// @param beside what the baseline is over the same blocks; empty where its own row says that
        Cell comparedBy(ShownRatio shown, String beside) {
            PairedRatio effect = shown.ratio();
            String mark = shown.decidedByCompilers().isPresent() ? BY_COMPILERS : "";
            return new Cell(
                    value,
                    "×" + Numbers.ratio(effect.ratio()) + mark,
                    interval(effect) + (beside.isEmpty() ? "" : ", of " + beside),
                    shown.emphasised());
        }

        /// `0.33–0.70`, or that there is none.
        static String interval(PairedRatio effect) {
            Interval bounds = effect.interval();
            return bounds == null ? "one block" : Numbers.ratio(bounds.low()) + "–" + Numbers.ratio(bounds.high());
        }

        boolean isEmpty() {
            return value.equals(Numbers.NONE);
        }
    }
}
