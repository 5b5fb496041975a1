package threadvsloop.results.charts;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws charts in a short-lived JVM of its own. A dozen charts run much code a few times each: the optimising compiler
/// would take about as much CPU time as the drawing itself and never earn it back, and it can be switched off only when
/// a
/// JVM starts.
///
/// Charts go in as a JSON array on standard input, drawings come out as a JSON string per line.
public final class ChartProcess {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ChartProcess() {}

    /// The SVG of each chart, as [ChartRenderer#svg] makes it, in the same order. Blocks for some seconds.
    ///
    /// @throws IOException if the process cannot be started or fails; the message holds what it said
    public static List<String> draw(List<Chart> charts) throws IOException {
        Path errors = Files.createTempFile("tvl-charts", ".log");
        errors.toFile().deleteOnExit(); // a signal may end this process before the end of this method
        Process process =
                new ProcessBuilder(command()).redirectError(errors.toFile()).start();
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(MAPPER.writeValueAsBytes(charts));
            }
            List<String> drawings = drawings(process);
            if (drawings.size() != charts.size()) {
                throw new IOException(
                        "drawing the charts failed: " + Files.readString(errors).strip());
            }
            return drawings;
        } finally {
            process.destroy();
            Files.deleteIfExists(errors);
        }
    }

    private static List<String> drawings(Process process) throws IOException {
        List<String> drawings = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                drawings.add(MAPPER.readValue(line, String.class));
            }
        }
        return drawings;
    }

    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // Both are what the JavaScript interpreter does, and would otherwise be warned about.
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ChartProcess.class.getName());
    }

    /// The process itself.
    public static void main(String[] none) throws IOException {
        // JavaScript, too, writes numbers as the default locale has them.
        Locale.setDefault(Locale.ROOT);
        Chart[] charts = MAPPER.readValue(System.in, Chart[].class);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (ChartRenderer renderer = new ChartRenderer()) {
            for (Chart chart : charts) {
                out.println(MAPPER.writeValueAsString(renderer.svg(chart)));
            }
        }
        out.flush();
    }
}
