package threadvsloop.endpoints.options;

/// A command line that cannot be carried out.
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String line;

    /// @param line what is wrong, and what to do
    public UsageException(String line) {
        super(line);
        this.line = line;
    }

    /// What to tell the user.
    public String line() {
        return line;
    }
}
