package threadvsloop.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of the documentation, and what can be held against the project: its links, its headings and its code.
record MarkdownPage(Path file, String text) {

    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("!?\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*?) \\|");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    static MarkdownPage read(Path file) {
        try {
            return new MarkdownPage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Targets of all links and pictures outside code.
    List<String> links() {
        return LINK.matcher(withoutBlocks())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /// What a link may name after `#`, made of each heading as GitHub does.
    List<String> anchors() {
        return HEADING.matcher(withoutBlocks())
                .results()
                .map(found -> found.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /// Code within sentences and tables; the `\|` of a table is a `|`.
    List<String> spans() {
        return SPAN.matcher(withoutBlocks())
                .results()
                .map(found -> found.group(1).replace("\\|", "|"))
                .toList();
    }

    /// The contents of the blocks of code of a language; `""` are those without one.
    List<String> blocks(String language) {
        return FENCED.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(language))
                .map(found -> found.group(2))
                .toList();
    }

    /// Whatever can be typed into a shell: spans, and lines of blocks without a language, without their comments.
    List<String> commands() {
        List<String> commands = new ArrayList<>(spans());
        blocks("").stream()
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("\\s+# .*", ""))
                .forEach(commands::add);
        return commands;
    }

    /// The cells of the first column of the tables below a heading, without head and backquotes.
    List<String> firstColumn(String heading) {
        String section = Stream.of(text.split("(?m)^(?=#+ )"))
                .filter(part -> part.replaceFirst("^#+ ", "").startsWith(heading + "\n"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no heading \"" + heading + "\""));
        return ROW.matcher(section.replaceAll("(?m)^\\|.*\\n\\|-.*", ""))
                .results()
                .map(found -> found.group(1).replace("`", ""))
                .toList();
    }

    /// How many words a reader meets before a text.
    long wordsBefore(String wanted) {
        int at = text.indexOf(wanted);
        if (at < 0) {
            throw new AssertionError(file + " does not say \"" + wanted + "\"");
        }
        return Stream.of(text.substring(0, at).split("\\s+"))
                .filter(word -> word.matches(".*\\w.*"))
                .count();
    }

    private String withoutBlocks() {
        return FENCED.matcher(text).replaceAll("");
    }
}
