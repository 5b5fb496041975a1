package threadvsloop.undertow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where request code runs.
sealed interface Handling {

    /// In the I/O thread of the connection.
    record IoThreads() implements Handling {}

    /// In a pool of so many platform threads, which requests are dispatched to.
    record Workers(int count) implements Handling {

        public Workers {
            if (count < 1 || count > MAX_WORKERS) {
                throw new IllegalArgumentException(count + " is not from 1 to " + MAX_WORKERS);
            }
        }
    }

    int MAX_WORKERS = 65_535;
    Pattern POOL = Pattern.compile("pool:(\\d{1,5})");

    /// @throws IllegalArgumentException if the text names none
    static Handling parse(String text) {
        if (text.equals("io")) {
            return new IoThreads();
        }
        Matcher pool = POOL.matcher(text);
        if (!pool.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new Workers(Integer.parseInt(pool.group(1)));
    }

    /// Threads of the library's pool. It starts none before it is given work, and in I/O threads it never is.
    default int poolSize() {
        return switch (this) {
            case IoThreads() -> 1;
            case Workers(int count) -> count;
        };
    }
}
