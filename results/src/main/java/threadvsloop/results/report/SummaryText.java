package threadvsloop.results.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import threadvsloop.results.run.RunData;
import threadvsloop.results.text.CleanText;

/// The verdicts and the main numbers for a terminal: two lines per claim, then one aligned table per
/// point, without ratios.
final class SummaryText {
    private static final int WIDTH = 120;
    /// What fits a line of a terminal; the rest stands in the report.
    private static final Set<String> LEFT_OUT =
            Set.of("p90, ms", "p99.9, ms", "Kernel memory, MiB", "Switches/request", "Backends' CPU, % of theirs");

    private SummaryText() {}

    static String text(
            RunData run, Verdicts verdicts, List<PointTable> tables, List<String> warnings, Resolution resolution) {
        StringBuilder text = new StringBuilder();
        if (!verdicts.isEmpty()) {
            text.append("Verdicts: ").append(verdicts.counts()).append('\n');
            text.append(told(verdicts.rows())).append('\n');
        }
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
        text.append(resolution.sentence()).append('\n');
        warnings.forEach(warning -> text.append("! ").append(warning).append('\n'));
        return CleanText.of(text.toString());
    }

    /// Id, verdict, effect, title; below, what was seen.
    private static String told(List<Verdicts.Row> rows) {
        int id = width(rows, Verdicts.Row::id);
        int verdict = width(rows, row -> row.verdict().label());
        int effect = width(rows, row -> Effects.whole(row.effect(), row.thresholds()));
        String format = "  %-" + id + "s  %-" + verdict + "s  %-" + effect + "s  %s";
        String indent = " ".repeat(id + 4);
        return rows.stream()
                .map(row -> shortened(format.formatted(
                                row.id(),
                                row.verdict().label(),
                                Effects.whole(row.effect(), row.thresholds()),
                                row.title()))
                        + shortened(indent + row.seen()))
                .collect(Collectors.joining());
    }

    private static int width(List<Verdicts.Row> rows, Function<Verdicts.Row, String> cell) {
        return rows.stream()
                .mapToInt(row -> Math.max(1, cell.apply(row).length()))
                .max()
                .orElse(1);
    }

    /// A line that ends with a word; the rest stands in the report.
    private static String shortened(String text) {
        String line = text.replaceAll("\\R", " ").stripTrailing();
        if (line.length() > WIDTH) {
            int end = line.lastIndexOf(' ', WIDTH - 2);
            line = line.substring(0, end > WIDTH / 2 ? end : WIDTH - 2) + " …";
        }
        return line + "\n";
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
