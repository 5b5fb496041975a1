package threadvsloop.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.Project;
import threadvsloop.harness.run.HostCalibrations;
import threadvsloop.results.report.Report;
import threadvsloop.results.report.StoredReport;
import threadvsloop.results.run.RunDirectory;

@Command(name = "report", description = "Rebuilds tables, charts and report of a run from its files.")
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "A run directory.")
    private Path directory = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RunDirectory run = RunDirectory.open(directory);
        StoredReport.of(run).requireReplaceable();
        HostCalibrations.of(Project.find()).attach(run, spec.commandLine().getErr()::println);
        Report.ReportFiles files = Report.write(run.path());
        PrintWriter out = spec.commandLine().getOut();
        out.println(files.table());
        out.println("Report: " + files.html().toAbsolutePath());
        return ExitCode.DONE;
    }
}
