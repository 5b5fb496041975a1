package threadvsloop.results.run;

import java.io.IOException;

/// A file that could not be written (a full or read-only disk, a folder that is in the way, no permission), in one
/// message: which, why, and what to do. What stood in the file before is still there.
public final class UnwritableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnwritableException(String message, Throwable cause) {
        super(message, cause);
    }
}
