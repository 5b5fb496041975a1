package threadvsloop.harness.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.trial.LoadDocuments;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.results.run.Documents;
import threadvsloop.results.run.HistogramFiles;

/// The option of `tvl load` that keeps what it found in files.
final class LoadFiles {

    private static final String JSON = ".json";
    private static final String INTERVALS = ".hlog";
    private static final String RESPONSE = ".response.hgrm";
    private static final String SERVICE = ".service.hgrm";
    private static final List<String> ENDINGS = List.of(JSON, INTERVALS, RESPONSE, SERVICE);

    @Option(
            names = "--out",
            paramLabel = "PREFIX",
            description =
                    "Writes PREFIX.json, PREFIX.hlog (HdrHistogram interval log, a line per second and kind of time; in runs"
                            + " above two hours per some seconds),"
                            + " PREFIX.response.hgrm and PREFIX.service.hgrm; of --find-capacity PREFIX.json only.")
    private @Nullable Path prefix;

    /// Before the load, so that nothing is measured in vain.
    ///
    /// @param searches whether a capacity is searched, of which there are no histograms
    /// @throws UsageException if there is no such folder, it cannot be written to, or a folder has a file's name
    void check(boolean searches) {
        if (prefix == null) {
            return;
        }
        Path folder = prefix.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new UsageException("--out " + prefix + ": " + folder
                    + " is not a folder that can be written to; make it, or name another");
        }
        for (String ending : searches ? List.of(JSON) : ENDINGS) {
            if (Files.isDirectory(file(prefix, ending))) {
                throw new UsageException(
                        "--out " + prefix + ": " + file(prefix, ending) + " is a folder; name another prefix");
            }
        }
    }

    /// @param document what is printed with `--json`
    /// @param result null for a search, of which there is the document only
    /// @return what was written
    /// @throws IOException that names the file and says why it cannot be written; files before it are whole
    List<Path> write(JsonNode document, @Nullable LoadResult result) throws IOException {
        List<Path> written = new ArrayList<>();
        if (prefix == null) {
            return written;
        }
        write(written, JSON, file -> Documents.write(file, document));
        if (result != null) {
            write(
                    written,
                    INTERVALS,
                    file -> HistogramFiles.writeIntervals(
                            file, LoadDocuments.intervals(result), "tvl load " + LoadDocuments.url(result.options())));
            write(written, RESPONSE, file -> HistogramFiles.writePercentiles(file, "response time", result.response()));
            write(written, SERVICE, file -> HistogramFiles.writePercentiles(file, "service time", result.service()));
        }
        return written;
    }

    private void write(List<Path> written, String ending, Writer writer) throws IOException {
        Path file = file(Objects.requireNonNull(prefix), ending);
        writer.write(file);
        written.add(file);
    }

    private interface Writer {
        void write(Path file) throws IOException;
    }

    private static Path file(Path prefix, String ending) {
        return Path.of(prefix + ending);
    }
}
