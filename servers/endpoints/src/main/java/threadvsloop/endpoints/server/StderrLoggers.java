package threadvsloop.endpoints.server;

import java.io.PrintStream;
import java.lang.System.Logger;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// Loggers that write warnings and what is worse to stderr: one line each, and a stack trace for errors. Found by the
/// JDK as a service.
///
/// The JDK's own would open files (of time zones, and configuration) when something is first logged. That may be just
/// when a server runs out of descriptors, and it would fail for want of one.
public final class StderrLoggers extends System.LoggerFinder {

    /// For the JDK.
    public StderrLoggers() {}

    @Override
    public Logger getLogger(String name, Module module) {
        return new StderrLogger(name);
    }

    private record StderrLogger(String name) implements Logger {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level != Level.OFF && level.getSeverity() >= Level.WARNING.getSeverity();
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            if (!isLoggable(level)) {
                return;
            }
            PrintStream err = System.err;
            String cause = thrown == null ? "" : ": " + thrown;
            synchronized (err) {
                err.println(Instant.now() + " " + level + " " + name + ": " + message + cause);
                if (thrown != null && level == Level.ERROR) {
                    thrown.printStackTrace(err);
                }
            }
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... parameters) {
            if (isLoggable(level)) {
                boolean plain = format == null || parameters == null || parameters.length == 0;
                String message = plain ? format : new MessageFormat(format, Locale.ROOT).format(parameters);
                log(level, bundle, message, (Throwable) null);
            }
        }
    }
}
