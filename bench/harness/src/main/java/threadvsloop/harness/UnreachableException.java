package threadvsloop.harness;

/// The target of `tvl load` accepts no connection. Exit 3.
public final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnreachableException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
