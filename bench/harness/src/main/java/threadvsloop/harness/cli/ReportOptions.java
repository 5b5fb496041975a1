package threadvsloop.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.run.Expectations;

/// What `tvl run` and `tvl resume` are asked about what follows the last trial.
final class ReportOptions {

    @Option(
            names = "--expect",
            paramLabel = "FILE",
            description = "Verdicts that are expected, as in \"C05: Refuted\"; others end with exit code 5.")
    private @Nullable Path expect;

    @Option(names = "--no-report", description = "Measure only: tvl report writes the report later.")
    private boolean none;

    /// Whether there is to be a report.
    boolean wanted() {
        return !none;
    }

    /// @throws UsageException if verdicts are expected but none are to be drawn, or the file says something else
    Expectations expected() throws IOException {
        if (expect == null) {
            return Expectations.NONE;
        }
        if (none) {
            throw new UsageException("--expect compares the report's verdicts: leave --no-report out");
        }
        return Expectations.read(expect);
    }
}
