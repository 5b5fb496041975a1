package threadvsloop.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.backend.DatabaseAddress;
import threadvsloop.harness.calibrate.MachineCalibrationRun;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.catalogue.OwnContestants;
import threadvsloop.harness.process.Cpus;
import threadvsloop.harness.run.Expectations;
import threadvsloop.harness.run.Resumption;
import threadvsloop.harness.run.RunLock;
import threadvsloop.harness.run.RunSession;
import threadvsloop.results.documents.Run;
import threadvsloop.results.report.StoredReport;
import threadvsloop.results.run.RunDirectory;

@Command(name = "resume", description = "Finishes an interrupted run: what is complete is kept.")
final class ResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "A run directory.")
    private Path directory = Path.of("");

    @Mixin
    private OwnServerFiles ownServers = new OwnServerFiles();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--anyway",
            description = "Goes on although host, commit, Java, Node.js or pinning differ; the report says so.")
    private boolean anyway;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Project project = Project.find();
        Catalogue known = ownServers.catalogue(project);
        Expectations expected = report.expected();
        RunDirectory run = RunDirectory.open(directory);
        StoredReport.of(run).requireTrialsOfWhatWasMeasured();
        Optional<DatabaseAddress> given = database.address();
        requireTheSame(run.readRun().database(), given);
        try (RunLock _ = RunLock.take(run.path())) {
            Cpus cpus = Cpus.ofThisMachine();
            Consumer<String> messages = spec.commandLine().getErr()::println;
            Resumption.check(run, project, cpus, anyway, messages);
            Catalogue catalogue = MachineCalibrationRun.resumed(OwnContestants.resumed(known, run, messages), run);
            return new RunSession(
                            project,
                            catalogue,
                            cpus,
                            given,
                            Optional.empty(),
                            expected,
                            spec.commandLine().getOut())
                    .carryOut(run, report.wanted());
        }
    }

    /// All trials of a run use one database, whose password is written nowhere.
    private static void requireTheSame(String used, Optional<DatabaseAddress> given) {
        String now = given.map(DatabaseAddress::shown).orElse(used.isEmpty() ? "" : Run.EMBEDDED);
        if (!now.equals(used)) {
            throw new UsageException(
                    switch (used) {
                        case "" -> "no scenario of this run needs a database: leave --database out";
                        case Run.EMBEDDED -> "this run uses an embedded database: leave --database out";
                        default ->
                            "this run uses the database " + used + ": give it with --database, with its password";
                    });
        }
    }
}
