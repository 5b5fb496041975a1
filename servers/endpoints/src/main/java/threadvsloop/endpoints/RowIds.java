package threadvsloop.endpoints;

/// Which rows of `world` a request asks for: always the same, so that every contestant does the same work and answers
/// the
/// same bytes. Id k is 1 + (the k-th value of the xorshift of `/cpu`, unsigned) mod 10,000.
final class RowIds {
    private static final int ROWS = 10_000;

    private int x = Xorshift.SEED;

    int next() {
        x = Xorshift.next(x);
        return 1 + Integer.remainderUnsigned(x, ROWS);
    }
}
