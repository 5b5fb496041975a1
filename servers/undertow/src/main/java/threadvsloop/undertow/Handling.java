package threadvsloop.undertow;

import threadvsloop.endpoints.options.PoolSize;

/// Where request code runs.
sealed interface Handling {

    /// In the I/O thread of the connection.
    record IoThreads() implements Handling {}

    /// In a pool of so many platform threads, which requests are dispatched to.
    record Workers(int count) implements Handling {}

    /// @throws IllegalArgumentException if the text names none
    static Handling parse(String text) {
        return text.equals("io") ? new IoThreads() : new Workers(PoolSize.parse(text, 1));
    }

    /// Threads of the library's pool. It starts none before it is given work, and in I/O threads it never is.
    default int poolSize() {
        return switch (this) {
            case IoThreads() -> 1;
            case Workers(int count) -> count;
        };
    }
}
