package threadvsloop.results.run;

import java.io.IOException;

/// A run directory that cannot be used as asked: what is wrong, where, and what to do about it, in one message.
public sealed class RunDirectoryException extends IOException permits ChangedDocumentException {
    private static final long serialVersionUID = 1L;

    RunDirectoryException(String message) {
        super(message);
    }

    RunDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
