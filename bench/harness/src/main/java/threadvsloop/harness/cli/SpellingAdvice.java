package threadvsloop.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import threadvsloop.harness.Nearest;
import threadvsloop.harness.load.RivalOptions;
import threadvsloop.harness.load.TargetUrl;

/// One line for a command line that cannot be understood, with the nearest word that can.
final class SpellingAdvice {

    private SpellingAdvice() {}

    /// @param arguments all that were given
    static String of(CommandLine.ParameterException e, List<String> arguments) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        Optional<String> oneDash =
                command.name().equals("load") ? RivalOptions.withOneDash(command, arguments) : Optional.empty();
        if (oneDash.isPresent()) {
            return oneDash.get();
        }
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            return unknown(command, unmatched.getUnmatched().getFirst());
        }
        return String.valueOf(e.getMessage())
                        .lines()
                        .findFirst()
                        .orElse("bad command line")
                        .replaceFirst("is not an? (int|long|short)$", "is not a whole number")
                        .replaceFirst("is not a (double|float)$", "is not a number: write it with a point, as in 0.05")
                + " (see " + command.qualifiedName() + " --help)";
    }

    private static String unknown(CommandSpec command, String argument) {
        Optional<String> rival = command.name().equals("load") ? RivalOptions.advice(argument) : Optional.empty();
        if (rival.isPresent()) {
            return rival.get();
        }
        String word = argument.replaceFirst("=.*", "");
        boolean option = word.startsWith("-");
        return String.valueOf(Nearest.unknown(
                        option ? "option" : "argument",
                        TargetUrl.masked(word),
                        option ? options(command) : words(command))
                .getMessage());
    }

    private static List<String> options(CommandSpec command) {
        List<String> names = new ArrayList<>();
        command.options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    private static List<String> words(CommandSpec command) {
        return command.subcommands().isEmpty()
                ? options(command)
                : List.copyOf(command.subcommands().keySet());
    }
}
