package threadvsloop.harness;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import threadvsloop.results.run.RunDirectoryException;

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
final class Tvl {

    private Tvl() {}

    static void main(String[] args) {
        ResultOutput results = ResultOutput.standard();
        CommandLine tvl = commandLine().setOut(results.writer());
        System.exit(results.exitCode(tvl.execute(args), tvl.getErr()));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Tvl())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((e, arguments) -> {
                    e.getCommandLine().getErr().println("tvl: " + SpellingAdvice.of(e));
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
                e instanceof RunDirectoryException || e instanceof RunStoppedException
                        ? String.valueOf(e.getMessage())
                        : FileFault.in(e).orElseGet(() -> e.getMessage() == null ? e.toString() : e.getMessage());
        };
    }
}
