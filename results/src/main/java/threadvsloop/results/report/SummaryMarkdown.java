package threadvsloop.results.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadvsloop.results.run.RunData;
import threadvsloop.results.text.CleanText;

/// `summary.md`: verdicts and tables, to be pasted into a README or an issue.
final class SummaryMarkdown {
    private SummaryMarkdown() {}

    static String text(
            RunData run, Verdicts verdicts, List<PointTable> tables, List<String> warnings, Resolution resolution) {
        StringBuilder text = new StringBuilder("# Thread vs Loop: ")
                .append(escape(run.run().profile()))
                .append("\n\n");
        Stream.of(run.run().startedAt(), "commit " + run.run().commit(), Standing.progress(run), Standing.validity(run))
                .forEach(line -> text.append("- ").append(escape(line)).append('\n'));
        warnings.forEach(warning -> text.append("- **").append(escape(warning)).append("**\n"));
        text.append("- ").append(escape(resolution.sentence())).append('\n');
        if (!verdicts.isEmpty()) {
            append(text, verdicts);
        }
        append(text, Standing.findings(run));
        tables.forEach(table -> append(text, table));
        return CleanText.of(text.toString());
    }

    private static void append(StringBuilder text, List<String> findings) {
        if (!findings.isEmpty()) {
            text.append("\n## Findings\n\n");
            findings.forEach(
                    finding -> text.append("- ").append(escape(finding)).append('\n'));
        }
    }

    private static void append(StringBuilder text, Verdicts verdicts) {
        text.append("\n## Verdicts: ").append(verdicts.counts()).append("\n\n");
        text.append("| Claim | Verdict | Effect with interval | What was seen |\n|---|---|---|---|\n");
        for (Verdicts.Row row : verdicts.rows()) {
            text.append("| %s | **%s** | %s | %s |\n"
                    .formatted(
                            escape(row.id() + " " + row.title()),
                            row.verdict().label(),
                            escape(Effects.whole(row.effect(), row.thresholds())),
                            escape(row.seen())));
        }
    }

    private static void append(StringBuilder text, PointTable table) {
        text.append("\n## ").append(escape(table.caption())).append("\n\n");
        text.append("| |");
        table.headings()
                .forEach(heading -> text.append(' ').append(escape(heading)).append(" |"));
        text.append("\n|---|").append("---:|".repeat(table.headings().size())).append('\n');
        for (PointTable.Row row : table.rows()) {
            text.append("| ").append(escape(row.label())).append(" |");
            text.append(
                    row.cells().stream().map(SummaryMarkdown::cell).collect(Collectors.joining(" | ", " ", " |\n")));
        }
        if (!table.note().isEmpty()) {
            text.append('\n').append(escape(table.note())).append('\n');
        }
    }

    private static String cell(PointTable.Cell cell) {
        if (cell.ratio().isEmpty()) {
            return escape(cell.value());
        }
        String ratio = escape("%s (%s)".formatted(cell.ratio(), cell.interval()));
        return escape(cell.value()) + "<br>" + (cell.emphasised() ? "**" + ratio + "**" : ratio);
    }

    private static String escape(String text) {
        return text.replaceAll("\\R", " ").replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1");
    }
}
