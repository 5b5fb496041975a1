package threadvsloop.conformance;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The table in `servers/CONTRACT.md` of what library servers do instead of the contract. The suite writes it when
/// told to, and holds every later run to it.
///
/// A row is a case, a column a library, whatever the number of contestants that are built on it: they share its parser.
/// An empty cell stands for the contract's own outcome.
final class LibraryTable {

    static final String HOW_TO_RECORD = "the table in servers/CONTRACT.md, which -Dtvl.record writes anew";

    private static final Path CONTRACT = Catalogue.ROOT.resolve("servers/CONTRACT.md");
    private static final String HEADING = "## What library servers do instead";
    private static final String CASE = "the client sends";
    private static final String CONTRACT_COLUMN = "contract";
    private static final String SEPARATOR = " \\| ";

    /// Of each library the outcomes by case; only those that are not the contract's.
    private final Map<String, Map<String, String>> differences;

    private LibraryTable(Map<String, Map<String, String>> differences) {
        this.differences = differences;
    }

    static boolean isToBeRecorded() {
        return System.getProperty("tvl.record") != null;
    }

    /// The libraries of the catalogue, in its order.
    static List<String> libraries() {
        List<Contestant> own = Catalogue.allOwnServers();
        return Catalogue.all().stream()
                .filter(it -> !own.contains(it))
                .map(LibraryTable::libraryOf)
                .distinct()
                .toList();
    }

    /// What a contestant is built on: the part of its id before the dash.
    private static String libraryOf(Contestant contestant) {
        return contestant.id().replaceFirst("-.*", "");
    }

    /// As it stands in the contract.
    static synchronized LibraryTable read() throws IOException {
        List<String> rows = rows(Files.readAllLines(CONTRACT));
        Map<String, Map<String, String>> differences = new LinkedHashMap<>();
        if (rows.size() < 2) return new LibraryTable(differences);
        List<String> columns = cells(rows.getFirst());
        for (String row : rows.subList(2, rows.size())) {
            List<String> cells = cells(row);
            for (int i = 2; i < columns.size(); i++) {
                if (cells.get(i).isEmpty()) continue;
                differences
                        .computeIfAbsent(columns.get(i), _ -> new LinkedHashMap<>())
                        .put(cells.getFirst(), cells.get(i));
            }
        }
        return new LibraryTable(differences);
    }

    /// Puts what a contestant did in its column, in the place of what stood there.
    static void record(Contestant contestant, Map<String, String> outcomes) throws IOException {
        Map<String, String> different = new LinkedHashMap<>();
        for (WireCase wireCase : WireCase.all()) {
            String outcome = outcomes.get(wireCase.what());
            if (!wireCase.contract().equals(outcome)) different.put(wireCase.what(), outcome);
        }
        synchronized (LibraryTable.class) {
            LibraryTable table = read();
            table.differences.put(libraryOf(contestant), different);
            table.write();
        }
    }

    private void write() throws IOException {
        List<String> lines = Files.readAllLines(CONTRACT);
        List<String> old = rows(lines);
        assertThat(old)
                .as("the table under \"%s\", or at least its head", HEADING)
                .isNotEmpty();
        int at = lines.indexOf(old.getFirst());
        List<String> written = new ArrayList<>(lines.subList(0, at));
        written.addAll(rows());
        written.addAll(lines.subList(at + old.size(), lines.size()));
        Files.write(CONTRACT, written);
    }

    /// All cases, with what a contestant does.
    Map<String, String> outcomesOf(Contestant contestant) {
        Map<String, String> different = differences.getOrDefault(libraryOf(contestant), Map.of());
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (WireCase wireCase : WireCase.all()) {
            outcomes.put(wireCase.what(), different.getOrDefault(wireCase.what(), wireCase.contract()));
        }
        return outcomes;
    }

    /// The lines of the table, its head included.
    List<String> rows() {
        List<String> libraries = libraries();
        List<String> rows = new ArrayList<>();
        rows.add(row(CASE, CONTRACT_COLUMN, libraries));
        rows.add("|---".repeat(libraries.size() + 2) + "|");
        for (WireCase wireCase : WireCase.all()) {
            List<String> cells = libraries.stream()
                    .map(it -> differences.getOrDefault(it, Map.of()).getOrDefault(wireCase.what(), ""))
                    .toList();
            rows.add(row(wireCase.what(), wireCase.contract(), cells));
        }
        return rows;
    }

    static List<String> writtenRows() throws IOException {
        return rows(Files.readAllLines(CONTRACT));
    }

    private static List<String> rows(List<String> lines) {
        return lines.stream()
                .dropWhile(line -> !line.equals(HEADING))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static String row(String what, String contract, List<String> cells) {
        return "| " + what + " | " + contract + " | "
                + cells.stream().map(it -> it + " |").collect(joining(" "));
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(2, row.length() - 2).split(SEPARATOR, -1))
                .map(String::strip)
                .toList();
    }
}
