package threadvsloop.harness.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import threadvsloop.harness.ExitCode;
import threadvsloop.harness.FileFault;
import threadvsloop.harness.PreflightException;
import threadvsloop.harness.RunStoppedException;
import threadvsloop.harness.ServerFailedException;
import threadvsloop.harness.UnreachableException;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.load.LoadCommand;
import threadvsloop.harness.load.TargetUrl;
import threadvsloop.harness.process.StopSignals;
import threadvsloop.results.run.RunDirectoryException;
import threadvsloop.results.run.UnreadableException;
import threadvsloop.results.run.UnwritableException;

/// The `tvl` command. Results go to standard output ([ResultOutput]), progress and messages to standard error.
@Command(
        name = "tvl",
        description = "Thread per request, or event loop? Measures servers of both kinds on this machine.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        version = "Thread vs Loop 1.0",
        subcommands = {
            DoctorCommand.class,
            ListCommand.class,
            PlanCommand.class,
            RunCommand.class,
            ResumeCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            VerifyCommand.class,
            ExplainCommand.class,
            ServeCommand.class,
            LoadCommand.class,
            CalibrateCommand.class
        })
public final class Tvl {

    /// Stands where the JVM could not decode an argument's bytes.
    private static final char UNDECODABLE = '\uFFFD';

    private Tvl() {}

    static void main(String[] args) {
        // What is sent, printed and written is for programs too, which read neither decimal commas nor other digits.
        Locale.setDefault(Locale.ROOT);
        StopSignals.handle();
        System.exit(StopSignals.exitCode(run(args, ResultOutput.standard())));
    }

    /// @return the exit code, unless a signal gives another
    static int run(String[] args, ResultOutput results) {
        CommandLine tvl = commandLine().setOut(results.writer());
        return results.exitCode(execute(tvl, args), tvl.getErr());
    }

    /// Arguments are UTF-8. What the JVM could not decode has lost its meaning and is not acted upon.
    private static int execute(CommandLine tvl, String[] args) {
        for (String argument : args) {
            if (argument.indexOf(UNDECODABLE) >= 0) {
                tvl.getErr()
                        .println("tvl: the argument \"" + TargetUrl.masked(argument)
                                + "\" arrived damaged: it is not UTF-8, or the locale is"
                                + " of another encoding; use scripts/tvl, or set LC_ALL=C.UTF-8");
                return ExitCode.USAGE;
            }
        }
        return tvl.execute(args);
    }

    public static CommandLine commandLine() {
        return new CommandLine(new Tvl())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                // `--body @file` is tvl's own to read; picocli would take the file's words for options.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, arguments) -> {
                    e.getCommandLine().getErr().println("tvl: " + SpellingAdvice.of(e, List.of(arguments)));
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("tvl: " + message(e));
                    if (exitCode(e) == ExitCode.INTERNAL) {
                        e.printStackTrace(command.getErr());
                    }
                    return exitCode(e);
                });
    }

    private static int exitCode(Exception e) {
        return switch (e) {
            case UsageException usage -> ExitCode.USAGE;
            case RunDirectoryException directory -> ExitCode.USAGE;
            case UnwritableException disk -> ExitCode.PREFLIGHT;
            case UnreadableException disk -> ExitCode.PREFLIGHT;
            case PreflightException preflight -> ExitCode.PREFLIGHT;
            case ServerFailedException server -> ExitCode.PREFLIGHT;
            case UnreachableException unreachable -> ExitCode.PREFLIGHT;
            case RunStoppedException stopped -> ExitCode.PREFLIGHT;
            case InterruptedException interrupted -> ExitCode.INTERRUPTED;
            default -> FileFault.in(e).isPresent() ? ExitCode.PREFLIGHT : ExitCode.INTERNAL;
        };
    }

    private static String message(Exception e) {
        return switch (e) {
            case InterruptedException interrupted -> "interrupted";
            default ->
                namesItsFile(e)
                        ? String.valueOf(e.getMessage())
                        : FileFault.in(e).orElseGet(() -> e.getMessage() == null ? e.toString() : e.getMessage());
        };
    }

    private static boolean namesItsFile(Exception e) {
        return e instanceof RunDirectoryException
                || e instanceof UnwritableException
                || e instanceof UnreadableException
                || e instanceof RunStoppedException;
    }
}
