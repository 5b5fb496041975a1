package threadvsloop.truth;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The process `tvl-truth.jar [--host H] [--port P] [--seed N]`: says on one line when it accepts connections, and ends
/// with its standard input or by a signal.
///
/// Exit status: 0 after an orderly end, 2 for a command line that cannot be carried out, 1 if it cannot listen.
public final class TruthMain {
    private static final List<String> OPTIONS = List.of("--host", "--port", "--seed");

    private TruthMain() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            System.err.println("tvl-truth: " + e);
            Runtime.getRuntime().halt(1);
        });
        try {
            Map<String, String> options = options(args);
            TruthServer server = TruthServer.start(
                    options.getOrDefault("--host", "127.0.0.1"),
                    Integer.parseInt(options.getOrDefault("--port", "0")),
                    Long.parseLong(options.getOrDefault("--seed", "1")));
            try (server) {
                System.out.printf(
                        Locale.ROOT,
                        "{\"ready\":true,\"contestant\":\"truth\",\"port\":%d,\"pid\":%d,\"runtime\":\"java\",\"version\":\"%s\"}%n",
                        server.port(),
                        ProcessHandle.current().pid(),
                        Runtime.version());
                System.out.flush();
                awaitEndOfInput();
            }
        } catch (IllegalArgumentException e) {
            endWith("tvl-truth: " + e.getMessage() + "; options are --host H, --port P and --seed N", 2);
        } catch (IOException e) {
            endWith("tvl-truth: cannot listen: " + e.getMessage() + "; choose another --port", 1);
        }
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
                throw new IllegalArgumentException("unknown option, or one without its value: " + args[i]);
            }
            options.put(args[i], args[i + 1]);
        }
        return options;
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is said on it.
        }
    }

    private static void endWith(String line, int status) {
        System.err.println(line);
        System.exit(status);
    }
}
