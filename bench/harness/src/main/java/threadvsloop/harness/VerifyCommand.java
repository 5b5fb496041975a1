package threadvsloop.harness;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadvsloop.results.claims.Claims;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.run.RunData;

@Command(
        name = "verify",
        description = "Derives the verdicts of a run again from its raw files and compares them with claims.json.")
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "A run directory.")
    private Path directory = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RunData run = RunData.read(directory);
        if (run.run().claims().isEmpty()) {
            throw new UsageException(directory + ": this run decides no claims; tvl run claims does");
        }
        ClaimsDocument written = Claims.read(run);
        ClaimsDocument derived = Claims.of(run);
        List<String> differences = Claims.differences(written, derived);
        PrintWriter out = spec.commandLine().getOut();
        differences.forEach(out::println);
        run.damaged().forEach(damaged -> out.println("damaged: " + damaged.file() + ": " + damaged.error()));
        if (differences.isEmpty()) {
            out.printf(
                    "%d claims, %d trials: the raw files give the verdicts of claims.json%n",
                    derived.claims().size(), run.trials().size());
            return ExitCode.DONE;
        }
        return ExitCode.DIFFERENT;
    }
}
