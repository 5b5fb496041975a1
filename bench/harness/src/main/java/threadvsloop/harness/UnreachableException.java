package threadvsloop.harness;

/// The target of `tvl load` accepts no connection. Exit 3.
final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreachableException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
