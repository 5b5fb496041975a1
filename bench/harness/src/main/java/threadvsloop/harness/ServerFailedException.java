package threadvsloop.harness;

/// A server died, never got ready or answered nonsense: its trial is INVALID, the run goes on.
public final class ServerFailedException extends Exception {

    private static final long serialVersionUID = 1;

    /// @param logTail the end of the server's log; may be empty
    public ServerFailedException(String reason, String logTail) {
        super(logTail.isBlank() ? reason : reason + "; its log ends: " + logTail);
    }
}
