package threadvsloop.endpoints.server;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import threadvsloop.endpoints.options.Option;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.UsageException;

/// The life of a server process: it says when it is ready, serves, and ends with its parent or on SIGTERM.
///
/// Exit status: 0 after an orderly end, 2 for a command line that cannot be carried out, 1 for anything else.
public final class ServerProcess {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private ServerProcess() {}

    /// Runs a server until standard input ends or a signal comes. Does not return.
    public static void run(Contestant contestant, String... args) {
        // What it reads and writes is for programs, wherever it runs: no decimal commas, no digits of other scripts.
        Locale.setDefault(Locale.ROOT);
        try {
            Options options = Options.parse(contestant.options(), args);
            Identity identity = identity(contestant, options);
            RunningServer server = contestant.start(options, identity);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "shutdown"));
            announce(identity.readyLine(server.port()));
            awaitEndOfInput();
            System.exit(0);
        } catch (UsageException e) {
            endWith(e.line(), 2);
        } catch (IOException e) {
            endWith("cannot serve: " + e, 1);
        }
    }

    private static Identity identity(Contestant contestant, Options options) throws UsageException {
        String name = options.get(Option.CONTESTANT);
        Map<String, String> others = new HashMap<>(options.texts());
        others.remove("contestant");
        // Whoever may ask for /stats need not know it.
        others.computeIfPresent("database", (_, url) -> url.replaceFirst(":[^:@/]*@", ":***@"));
        return Identity.ofThisProcess(name.isEmpty() ? contestant.id(options) : name, others);
    }

    private static void announce(String line) {
        PrintStream out = System.out;
        out.println(line);
        out.flush();
    }

    /// Whoever started this process holds the other end of its standard input, which therefore ends with them.
    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said on it.
            }
        } catch (IOException e) {
            // A standard input that cannot be read has ended.
            System.getLogger(ServerProcess.class.getName()).log(System.Logger.Level.DEBUG, "standard input", e);
        }
    }

    /// Runs when the JVM is about to end for whatever reason; halts, since after a signal it would not end with 0.
    private static void end(RunningServer server) {
        server.stop(GRACE);
        Runtime.getRuntime().halt(0);
    }

    private static void endWith(String line, int status) {
        System.err.println(line);
        System.exit(status);
    }
}
