package threadvsloop.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadvsloop.harness.ExitCode;
import threadvsloop.results.report.RunComparison;
import threadvsloop.results.run.RunData;

@Command(
        name = "compare",
        description = "Sets two runs side by side: how they were made, medians, their ratio, and verdicts.")
final class CompareCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A run directory.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another one.")
    private Path after = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RunData first = RunData.read(before);
        RunData second = RunData.read(after);
        spec.commandLine().getOut().print(RunComparison.text(first, second));
        return RunComparison.hasSomethingInCommon(first, second) ? ExitCode.DONE : ExitCode.USAGE;
    }
}
