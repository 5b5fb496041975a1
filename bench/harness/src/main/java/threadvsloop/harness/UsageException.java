package threadvsloop.harness;

/// The user asked for something that does not exist or cannot be: one line that names it and says what to do. Exit 2.
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
