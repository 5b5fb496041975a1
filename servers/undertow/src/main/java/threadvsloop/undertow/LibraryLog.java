package threadvsloop.undertow;

import java.lang.System.Logger.Level;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// What Undertow and XNIO log, which they do through `java.util.logging`: warnings and worse, in the lines of this
/// project's own loggers.
final class LibraryLog extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    private LibraryLog() {}

    /// To be called once, before anything of Undertow is.
    static void toStderr() {
        System.setProperty("org.jboss.logging.provider", "jdk");
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(java.util.logging.Level.WARNING);
        root.addHandler(new LibraryLog());
    }

    @Override
    public void publish(@Nullable LogRecord event) {
        if (event == null || !isLoggable(event)) {
            return;
        }
        boolean severe = event.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue();
        System.getLogger(String.valueOf(event.getLoggerName()))
                .log(severe ? Level.ERROR : Level.WARNING, formatter.formatMessage(event), event.getThrown());
    }

    @Override
    public void flush() {
        // Every line is written at once.
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
