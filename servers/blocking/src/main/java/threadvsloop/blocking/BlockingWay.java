package threadvsloop.blocking;

import java.util.Optional;
import threadvsloop.endpoints.options.UsageException;

/// How `/block` blocks its thread.
enum BlockingWay {
    /// As `/wait` does: a virtual thread gives its carrier up meanwhile.
    SLEEP,

    /// In a function of C: a virtual thread keeps its carrier, as in any native call that takes long.
    NATIVE;

    /// Reads `sleep` or `native`.
    ///
    /// @throws IllegalArgumentException for anything else
    static BlockingWay parse(String text) {
        return switch (text) {
            case "sleep" -> SLEEP;
            case "native" -> NATIVE;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /// What it needs of the system; empty for nothing.
    ///
    /// @throws UsageException if the system has it not
    Optional<NativeSleep> nativeSleep() throws UsageException {
        if (this == SLEEP) {
            return Optional.empty();
        }
        Optional<NativeSleep> found = NativeSleep.find();
        if (found.isEmpty()) {
            throw new UsageException(
                    "--block native needs a C library with nanosleep, which is not here; choose --block sleep");
        }
        return found;
    }
}
