package threadvsloop.results.charts;

/// A chart to be drawn: its SVG file is `charts/<id>.svg`.
///
/// @param id letters, digits and dashes; unique in a run
/// @param scenario id of the scenario that the chart belongs to; empty if it is of claims
/// @param kind the function in `charts.js` that draws it
/// @param caption one or two sentences on how to read it
/// @param heightPx of a drawing that is [ChartRenderer#WIDTH_PX] wide
/// @param data what that function takes, as its comment says; becomes JSON
public record Chart(String id, String scenario, String kind, String title, String caption, int heightPx, Object data) {

    /// An id from the names of what is shown; whatever could lead a file elsewhere becomes a dash.
    static String id(String... names) {
        return String.join("-", names).replaceAll("[^A-Za-z0-9_+-]+", "-");
    }
}
