package threadvsloop.results.run;

import java.io.IOException;

/// A run directory that cannot be used as asked: what is wrong, where, and what to do about it, in one message.
public sealed class RunDirectoryException extends IOException permits ChangedDocumentException, LostTrialsException {
    private static final long serialVersionUID = 1L;

    public RunDirectoryException(String message) {
        super(message);
    }

    public RunDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
