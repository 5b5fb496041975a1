package threadvsloop.harness.cli;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import threadvsloop.harness.TinyProject;

/// One process that is `tvl` again and again, each time with another standard output and other arguments: to start a
/// JVM costs more than most commands do. It ends with its project.
final class SharedTvl {

    private static final String SEPARATOR = "\t";

    private final Process process;

    SharedTvl(TinyProject project) throws IOException {
        List<String> command = project.command();
        command.set(command.size() - 1, SharedTvl.class.getName());
        process = project.spawn(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    /// Blocks until the command has ended.
    ///
    /// @param out is opened before the command and closed after it
    /// @return the exit code
    int run(Path out, Path errors, List<String> arguments) throws IOException {
        Writer orders = process.outputWriter(StandardCharsets.UTF_8);
        orders.write(out + SEPARATOR + errors + SEPARATOR + String.join(SEPARATOR, arguments) + "\n");
        orders.flush();
        String answer = process.inputReader(StandardCharsets.UTF_8).readLine();
        return Integer.parseInt(Objects.requireNonNull(answer, "the process has ended"));
    }

    static void main(String[] none) throws IOException {
        Locale.setDefault(Locale.ROOT);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(SEPARATOR);
            int exit;
            try (OutputStream out = new FileOutputStream(words[0]);
                    PrintStream errors = new PrintStream(words[1], StandardCharsets.UTF_8)) {
                System.setErr(errors);
                exit = Tvl.run(Arrays.copyOfRange(words, 2, words.length), ResultOutput.to(out));
            }
            System.out.println(exit);
        }
    }
}
