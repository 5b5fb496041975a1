package threadvsloop.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadvsloop.harness.ExitCode;
import threadvsloop.results.report.Verification;

@Command(
        name = "verify",
        description =
                "Holds the documents of a run against their digests and raw files, and derives its verdicts again.")
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "A run directory.")
    private Path directory = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Verification verification = Verification.of(directory);
        PrintWriter out = spec.commandLine().getOut();
        verification.differences().forEach(out::println);
        verification.notes().forEach(note -> out.println("note: " + note));
        if (!verification.differences().isEmpty()) {
            out.println(
                    verification.differences().size() + " differences between " + directory + " and what was measured");
            return ExitCode.DIFFERENT;
        }
        out.println(String.format(
                Locale.ROOT,
                verification.claims() == 0
                        ? "%2$d trials: they agree with their raw files"
                        : "%1$d claims, %2$d trials: the raw files give the verdicts of claims.json",
                verification.claims(),
                verification.trials()));
        return ExitCode.DONE;
    }
}
