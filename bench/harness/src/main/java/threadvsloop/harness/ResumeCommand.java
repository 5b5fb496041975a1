package threadvsloop.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadvsloop.results.run.RunDirectory;

@Command(name = "resume", description = "Finishes an interrupted run: what is complete is kept.")
final class ResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "A run directory.")
    private Path directory = Path.of("");

    @Mixin
    private OwnServerFiles ownServers = new OwnServerFiles();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Project project = Project.find();
        Catalogue given = ownServers.catalogue(project);
        RunDirectory run = RunDirectory.open(directory);
        Catalogue catalogue =
                OwnContestants.resumed(given, run, spec.commandLine().getErr()::println);
        return new RunSession(
                        project,
                        catalogue,
                        Cpus.ofThisMachine(),
                        spec.commandLine().getOut())
                .carryOut(run);
    }
}
