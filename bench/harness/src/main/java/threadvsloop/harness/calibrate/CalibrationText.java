package threadvsloop.harness.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A calibration as a table for people.
public final class CalibrationText {

    private CalibrationText() {}

    private record Column(String title, Function<CalibrationCheck, String> text) {
        int width(List<CalibrationCheck> checks) {
            return checks.stream().mapToInt(check -> text.apply(check).length()).reduce(title.length(), Math::max);
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("", check -> check.passed() ? "PASS" : "FAIL"),
            new Column("experiment", CalibrationCheck::experiment),
            new Column("known", CalibrationCheck::known),
            new Column("measured", CalibrationCheck::measured),
            new Column("bound", CalibrationCheck::bound));

    public static String of(Calibration calibration) {
        List<String> lines = new ArrayList<>(List.of(table(calibration.checks())));
        long failed =
                calibration.checks().stream().filter(check -> !check.passed()).count();
        lines.add("%d of %d checks passed in %.0f s; the hypervisor took %.1f%% of the CPU time"
                .formatted(
                        calibration.checks().size() - failed,
                        calibration.checks().size(),
                        calibration.seconds(),
                        100 * calibration.stealShare()));
        return String.join(System.lineSeparator(), lines);
    }

    /// Without the last line, which is of all of it.
    public static String table(List<CalibrationCheck> checks) {
        List<String> lines = new ArrayList<>();
        lines.add(row(checks, Column::title));
        checks.forEach(check -> lines.add(row(checks, column -> column.text.apply(check))));
        return String.join(System.lineSeparator(), lines);
    }

    private static String row(List<CalibrationCheck> checks, Function<Column, String> cell) {
        StringBuilder line = new StringBuilder();
        for (Column column : COLUMNS) {
            line.append(("%-" + (column.width(checks) + 2) + "s").formatted(cell.apply(column)));
        }
        return line.toString().stripTrailing();
    }
}
