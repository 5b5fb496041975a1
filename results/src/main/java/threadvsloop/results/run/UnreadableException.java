package threadvsloop.results.run;

import java.io.IOException;

/// A file that is there and could not be read (no permission, a failing disk): which and why, in one message. It says
/// nothing of what is in the file.
public final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
