package threadvsloop.results.report;

import java.util.List;

/// The numbers of one point of one scenario, a row per contestant, formatted.
///
/// @param id unique in the page
/// @param caption scenario and load
/// @param note what must be known of this table alone
/// @param headings of the cells; a row's name comes before them and has no heading here
record PointTable(String id, String caption, String note, List<String> headings, List<Row> rows) {

    record Row(String label, String family, List<Cell> cells) {}

    /// @param ratio to the baseline with its interval; empty for the baseline itself and where nothing is compared
    /// @param decided the interval does not hold 1
    record Cell(String value, String ratio, boolean decided) {

        static Cell of(String value) {
            return new Cell(value, "", false);
        }

        boolean isEmpty() {
            return value.equals(Numbers.NONE);
        }
    }
}
