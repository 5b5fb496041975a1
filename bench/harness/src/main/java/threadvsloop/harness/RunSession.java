package threadvsloop.harness;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import threadvsloop.results.report.Report;
import threadvsloop.results.run.RunDirectory;

/// What `tvl run` and `tvl resume` have in common: pin, carry out, survive Ctrl-C, report.
///
/// @param database the one to use instead of an embedded one
/// @param expected verdicts that the user expects; none for no expectation
/// @param out where the result goes
record RunSession(
        Project project,
        Catalogue catalogue,
        Cpus cpus,
        Optional<DatabaseAddress> database,
        Expectations expected,
        PrintWriter out) {

    int carryOut(RunDirectory directory) throws IOException, InterruptedException {
        Progress progress = Progress.onStandardError();
        if (cpus.pinned() && !Cpus.pinThisProcess(cpus.generator())) {
            progress.message("this process could not be confined to CPU " + cpus.generator());
        }
        BenchmarkRun run = BenchmarkRun.of(directory, catalogue, project, cpus, database, progress);
        Thread onInterrupt = new Thread(
                () -> {
                    progress.message("stopping; finish later with: scripts/tvl resume " + directory.path());
                    run.interrupt();
                },
                "on-interrupt");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        run.carryOut();
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
        return report(directory, progress);
    }

    /// @return the exit code
    private int report(RunDirectory directory, Progress progress) throws IOException {
        progress.message("writing the report");
        Report.ReportFiles files = Report.write(directory.path(), expected.rulings());
        out.println(files.table());
        out.println("Report: " + files.html().toAbsolutePath());
        List<String> missed = expected.missed(files.claims());
        missed.forEach(out::println);
        out.flush();
        return missed.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }
}
