package threadvsloop.results.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Files of histograms that stock HdrHistogram tools read. Each call replaces its file whole.
public final class HistogramFiles {
    private static final int TICKS_PER_HALF_DISTANCE = 5;
    private static final double NS_PER_MS = 1e6;

    private HistogramFiles() {}

    /// An interval log; see [TaggedInterval] for what belongs under which tag. Sets the histograms' tags.
    ///
    /// @param title stands in the file's head
    public static void writeIntervals(Path file, List<TaggedInterval> intervals, String title) throws IOException {
        IntervalLog.write(file, intervals, title);
    }

    /// Percentiles as wrk2 and the HdrHistogram plotter have them, in milliseconds.
    ///
    /// @param what names the values
    /// @param ns in nanoseconds
    public static void writePercentiles(Path file, String what, Histogram ns) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            out.print("# " + what + " in milliseconds\n");
            ns.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NS_PER_MS);
        }
        StoredFiles.write(file, bytes.toString(StandardCharsets.UTF_8));
    }
}
