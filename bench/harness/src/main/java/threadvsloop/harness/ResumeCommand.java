package threadvsloop.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadvsloop.results.run.RunDirectory;

@Command(name = "resume", description = "Finishes an interrupted run: what is complete is kept.")
final class ResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "A run directory.")
    private Path directory = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Project project = Project.find();
        return new RunSession(
                        project,
                        Catalogue.read(project),
                        Cpus.ofThisMachine(),
                        spec.commandLine().getOut())
                .carryOut(RunDirectory.open(directory));
    }
}
