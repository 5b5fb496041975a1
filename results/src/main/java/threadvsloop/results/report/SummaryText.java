package threadvsloop.results.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import threadvsloop.results.run.RunData;

/// The main numbers for a terminal: one aligned table per point, without ratios.
final class SummaryText {
    /// What fits a line of a terminal; the rest stands in the report.
    private static final Set<String> LEFT_OUT =
            Set.of("p90, ms", "p99.9, ms", "Kernel memory, MiB", "Switches/request", "Neighbours' CPU, % of theirs");

    private SummaryText() {}

    static String text(RunData run, List<PointTable> tables, List<String> warnings) {
        StringBuilder text = new StringBuilder();
        for (PointTable table : tables) {
            text.append(table.caption()).append('\n').append(aligned(table)).append('\n');
        }
        text.append(Standing.progress(run))
                .append("; ")
                .append(Standing.validity(run))
                .append('\n');
        Standing.reasons(run).forEach(reason -> text.append("  ").append(reason).append('\n'));
        Standing.findings(run)
                .forEach(finding -> text.append("  ").append(finding).append('\n'));
        warnings.forEach(warning -> text.append("! ").append(warning).append('\n'));
        return text.toString();
    }

    private static String aligned(PointTable table) {
        List<List<String>> lines = new ArrayList<>();
        int[] shown = IntStream.range(0, table.headings().size())
                .filter(i -> !LEFT_OUT.contains(table.headings().get(i)))
                .toArray();
        lines.add(line("", IntStream.of(shown).mapToObj(table.headings()::get).toList()));
        for (PointTable.Row row : table.rows()) {
            lines.add(line(
                    row.label(),
                    IntStream.of(shown)
                            .mapToObj(i -> row.cells().get(i).value())
                            .toList()));
        }
        int[] widths = IntStream.range(0, shown.length + 1)
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> line(String first, List<String> rest) {
        List<String> line = new ArrayList<>(List.of(first));
        line.addAll(rest);
        return line;
    }

    /// The name to the left, numbers to the right.
    private static String padded(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder("  ").append(line.getFirst());
        text.append(" ".repeat(widths[0] - line.getFirst().length()));
        for (int column = 1; column < line.size(); column++) {
            text.append(" ".repeat(2 + widths[column] - line.get(column).length()))
                    .append(line.get(column));
        }
        return text.toString().stripTrailing();
    }
}
