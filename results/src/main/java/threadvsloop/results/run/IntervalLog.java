package threadvsloop.results.run;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/// `trial.hlog`: an HdrHistogram interval log (format 1.3) of all tags, sorted by start, that stock tools read.
final class IntervalLog {
    private IntervalLog() {}

    static void write(Path file, List<TaggedInterval> intervals, String title) throws IOException {
        List<TaggedInterval> sorted = intervals.stream()
                .sorted(Comparator.comparingLong(TaggedInterval::epochStartMs))
                .toList();
        long baseMs = sorted.isEmpty() ? 0 : sorted.getFirst().epochStartMs();
        StoredFiles.write(file, stream -> {
            try {
                PrintStream out = new PrintStream(
                        new BufferedOutputStream(new FailingStream(stream)), false, StandardCharsets.UTF_8);
                HistogramLogWriter log = new HistogramLogWriter(out);
                header(log, baseMs, title);
                for (TaggedInterval interval : sorted) {
                    line(log, baseMs, interval);
                }
                out.flush();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }

    /// Makes failures unchecked, which a [PrintStream] passes on; it would swallow an [IOException] and its reason.
    private static final class FailingStream extends FilterOutputStream {
        FailingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The lines of the given tags. Others are not decoded, which is most of the work.
    static List<TaggedInterval> read(Path file, Set<String> tags) throws IOException {
        List<TaggedInterval> intervals = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(linesOf(file, tags))) {
            while (reader.hasNext()) {
                EncodableHistogram next = reader.nextIntervalHistogram();
                if (next instanceof Histogram histogram) {
                    intervals.add(new TaggedInterval(
                            histogram.getTag(), histogram.getStartTimeStamp(), histogram.getEndTimeStamp(), histogram));
                }
            }
        } catch (RuntimeException e) {
            // The reader has no checked way to say that a line is damaged.
            throw new RunDirectoryException(file + ": damaged interval log: " + e.getMessage(), e);
        }
        return intervals;
    }

    private static InputStream linesOf(Path file, Set<String> tags) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            String kept = lines.filter(line -> !line.startsWith("Tag=") || tags.contains(tagOf(line)))
                    .collect(Collectors.joining("\n", "", "\n"));
            return new ByteArrayInputStream(kept.getBytes(StandardCharsets.UTF_8));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new RunDirectoryException(file + ": damaged interval log: not text", e);
            }
            throw StoredFiles.unreadable(file, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw StoredFiles.unreadable(file, e);
        }
    }

    private static String tagOf(String line) {
        int comma = line.indexOf(',');
        return line.substring("Tag=".length(), comma < 0 ? line.length() : comma);
    }

    private static void header(HistogramLogWriter log, long baseMs, String title) {
        log.outputLogFormatVersion();
        log.outputComment(" " + title.replaceAll("\\R", " "));
        log.outputComment(
                " response, service, failed, connect, sendlag: ns (Interval_Max in ms); pss, rss: KiB; others: counts");
        log.outputStartTime(baseMs);
        log.setBaseTime(baseMs);
        log.outputBaseTime(baseMs);
        log.outputLegend();
    }

    private static void line(HistogramLogWriter log, long baseMs, TaggedInterval interval) {
        Histogram histogram = interval.histogram();
        histogram.setTag(interval.tag());
        log.outputIntervalHistogram(
                (interval.epochStartMs() - baseMs) / 1000.0,
                (interval.epochEndMs() - baseMs) / 1000.0,
                histogram,
                interval.maxValueUnitRatio());
    }
}
