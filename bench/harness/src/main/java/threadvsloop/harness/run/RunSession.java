package threadvsloop.harness.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.PreflightException;
import threadvsloop.harness.Project;
import threadvsloop.harness.RunStoppedException;
import threadvsloop.harness.backend.DatabaseAddress;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.plan.TimeLimit;
import threadvsloop.harness.process.Cpus;
import threadvsloop.results.calibration.CalibrationAnalysis;
import threadvsloop.results.calibration.MachineCalibration;
import threadvsloop.results.report.Report;
import threadvsloop.results.report.Resolution;
import threadvsloop.results.run.RunDirectory;
import threadvsloop.results.run.RunDirectoryException;

/// What `tvl run` and `tvl resume` have in common: pin, carry out, survive Ctrl-C, report.
///
/// @param database the one to use instead of an embedded one
/// @param within what is added to the plan must end in this time; none for any time
/// @param expected verdicts that the user expects; none for no expectation
/// @param out where the result goes
public record RunSession(
        Project project,
        Catalogue catalogue,
        Cpus cpus,
        Optional<DatabaseAddress> database,
        Optional<Duration> within,
        Expectations expected,
        PrintWriter out) {

    /// @param withReport whether the report is to follow at once
    /// @return the exit code
    public int carryOut(RunDirectory directory, boolean withReport) throws IOException, InterruptedException {
        Progress progress = measure(directory, "finish later with: scripts/tvl resume " + directory.path());
        if (withReport) {
            return report(directory, progress);
        }
        out.println("No report; write it with: scripts/tvl report " + directory.path());
        out.flush();
        return ExitCode.DONE;
    }

    /// Without a report.
    ///
    /// @param later what a user who stops it is told to do
    public Progress measure(RunDirectory directory, String later) throws IOException, InterruptedException {
        Progress progress = Progress.onStandardError();
        if (cpus.pinned() && !Cpus.pinThisProcess(cpus.generator())) {
            progress.message("this process could not be confined to CPU " + cpus.generator());
        }
        BenchmarkRun run =
                BenchmarkRun.of(directory, catalogue, project, cpus, database, TimeLimit.fromNow(within), progress);
        Thread onInterrupt = new Thread(
                () -> {
                    progress.message("stopping; finished trials are kept; " + later);
                    run.interrupt();
                },
                "on-interrupt");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            run.carryOut();
        } catch (IOException | UncheckedIOException e) {
            withdraw(onInterrupt);
            run.interrupt();
            throw e instanceof RunDirectoryException known ? known : new RunStoppedException(directory.path(), e);
        } catch (PreflightException e) {
            withdraw(onInterrupt);
            run.interrupt();
            throw e;
        }
        withdraw(onInterrupt);
        return progress;
    }

    private static void withdraw(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs: this process is ending.
            System.getLogger(RunSession.class.getName()).log(System.Logger.Level.DEBUG, "ending already", e);
        }
    }

    public RunSession with(Catalogue other) {
        return new RunSession(project, other, cpus, database, within, expected, out);
    }

    private int report(RunDirectory directory, Progress progress) throws IOException {
        progress.message("writing the report");
        Optional<MachineCalibration> calibration = CalibrationAnalysis.of(directory);
        HostCalibrations calibrations = HostCalibrations.of(project);
        if (calibration.isPresent()) {
            Path kept = calibrations.keep(calibration.get());
            progress.message("kept for the reports of this host: " + project.shorten(kept.toString()));
        }
        calibrations.attach(directory, progress::message);
        Report.ReportFiles files = Report.write(directory.path(), expected.rulings());
        out.println(files.table());
        calibration.map(found -> Resolution.of(found).text()).ifPresent(out::println);
        out.println("Report: " + files.html().toAbsolutePath());
        List<String> missed = expected.missed(files.claims());
        missed.forEach(out::println);
        out.flush();
        return missed.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }
}
