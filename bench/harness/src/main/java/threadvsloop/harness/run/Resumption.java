package threadvsloop.harness.run;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.process.Cpus;
import threadvsloop.results.documents.Run;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.RunDirectoryException;

/// Whether a run may go on here: trials of another machine, another Java or another commit would be compared with those
/// that are there as if nothing had changed.
public final class Resumption {

    private Resumption() {}

    /// Does nothing when all is as it was when the run began. The caller holds the run's lock.
    ///
    /// @param anyway whether the user wants to go on whatever differs, which becomes a warning of the run
    /// @param messages told what differs when the run goes on all the same
    /// @throws UsageException naming all that differs, unless `anyway`
    public static void check(
            RunDirectory directory, Project project, Cpus cpus, boolean anyway, Consumer<String> messages)
            throws IOException {
        Run run = directory.readRun();
        List<String> differences = new ArrayList<>(differences(directory, project, cpus));
        String commit = Machine.commit(project);
        if (!commit.equals(run.commit())) {
            differences.addFirst("commit: %s, now %s".formatted(run.commit(), commit));
        }
        if (differences.isEmpty()) {
            return;
        }
        String listed = String.join("; ", differences);
        if (!anyway) {
            throw new UsageException(
                    ("%s: its trials were measured on something else (%s): go on where it began, begin a new run, or mix"
                                    + " them with --anyway, which the report will say")
                            .formatted(directory.path(), listed));
        }
        String warning =
                "resumed with --anyway at %s, when %d of %d trials were done, on something else (%s): the trials before and after are not alike"
                        .formatted(
                                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                                directory.trials().readable().size(),
                                directory.readPlan().trials().size(),
                                listed);
        messages.accept(warning);
        directory.writeRun(run.withWarning(warning));
    }

    private static List<String> differences(RunDirectory directory, Project project, Cpus cpus) throws IOException {
        try {
            return directory.readEnvironment().differencesTo(Machine.describe(project, cpus));
        } catch (RunDirectoryException e) {
            return List.of("it is not known on what, since " + e.getMessage());
        }
    }
}
