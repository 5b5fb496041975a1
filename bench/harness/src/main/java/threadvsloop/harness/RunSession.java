package threadvsloop.harness;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import threadvsloop.results.report.Report;
import threadvsloop.results.run.RunDirectory;

/// What `tvl run` and `tvl resume` have in common: pin, carry out, survive Ctrl-C, report.
///
/// @param database the one to use instead of an embedded one
/// @param out where the result goes
record RunSession(
        Project project, Catalogue catalogue, Cpus cpus, Optional<DatabaseAddress> database, PrintWriter out) {

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
        report(directory, progress);
        return ExitCode.DONE;
    }

    private void report(RunDirectory directory, Progress progress) throws IOException {
        progress.message("writing the report");
        Report.ReportFiles files = Report.write(directory.path());
        out.println(files.table());
        out.println("Report: " + files.html().toAbsolutePath());
        out.flush();
    }
}
