package threadvsloop.harness;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// One line for a command line that cannot be understood, with the nearest word that can.
final class SpellingAdvice {

    private SpellingAdvice() {}

    static String of(CommandLine.ParameterException e) {
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst().replaceFirst("=.*", "");
            CommandSpec command = e.getCommandLine().getCommandSpec();
            boolean option = word.startsWith("-");
            return String.valueOf(
                    Nearest.unknown(option ? "option" : "argument", word, option ? options(command) : words(command))
                            .getMessage());
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("bad command line") + " (see "
                + e.getCommandLine().getCommandSpec().qualifiedName() + " --help)";
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
