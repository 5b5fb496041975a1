package threadvsloop.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadvsloop.loadgen.LoadResult;
import threadvsloop.results.run.HistogramFiles;

/// The option of `tvl load` that keeps what it found in files.
final class LoadFiles {

    @Option(
            names = "--out",
            paramLabel = "PREFIX",
            description =
                    "Writes PREFIX.json, PREFIX.hlog (HdrHistogram interval log, a line per second and kind of time),"
                            + " PREFIX.response.hgrm and PREFIX.service.hgrm.")
    private @Nullable Path prefix;

    /// Before the load, so that nothing is measured in vain.
    ///
    /// @throws UsageException if there is no such folder, or it cannot be written to
    void check() {
        if (prefix == null) {
            return;
        }
        Path folder = prefix.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new UsageException("--out " + prefix + ": " + folder
                    + " is not a folder that can be written to; make it, or name another");
        }
    }

    /// @param json what is printed with `--json`
    void write(String json, LoadResult result) throws IOException {
        if (prefix == null) {
            return;
        }
        Files.writeString(file(".json"), json + "\n");
        HistogramFiles.writeIntervals(
                file(".hlog"), LoadDocuments.intervals(result), "tvl load " + LoadDocuments.url(result.options()));
        HistogramFiles.writePercentiles(file(".response.hgrm"), "response time", result.response());
        HistogramFiles.writePercentiles(file(".service.hgrm"), "service time", result.service());
    }

    private Path file(String ending) {
        return Path.of(prefix + ending);
    }
}
