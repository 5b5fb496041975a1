package threadvsloop.endpoints;

/// What can be asked for: the paths of the contract, with the bounds of the number that ends some of them.
enum Endpoint {
    PLAINTEXT("/plaintext"),
    JSON("/json"),
    BYTES("/bytes/", 16 * 1024 * 1024),
    ECHO("/echo", Allowed.POST),
    WAIT("/wait/", Endpoint.LONGEST_WAIT_MS),
    BLOCK("/block/", Endpoint.LONGEST_WAIT_MS),
    OFFLOAD("/offload/", Endpoint.LONGEST_WAIT_MS),
    CPU("/cpu/", 100_000_000),
    STATS("/stats");

    private static final int LONGEST_WAIT_MS = 60_000;
    private static final int NO_NUMBER = -1;

    /// All of the path, or all of it before the number.
    final String path;

    final Allowed allowed;

    /// The greatest number that may follow the path, or [#NO_NUMBER].
    final int maxNumber;

    Endpoint(String path) {
        this(path, Allowed.GET, NO_NUMBER);
    }

    Endpoint(String path, Allowed allowed) {
        this(path, allowed, NO_NUMBER);
    }

    Endpoint(String path, int maxNumber) {
        this(path, Allowed.GET, maxNumber);
    }

    Endpoint(String path, Allowed allowed, int maxNumber) {
        this.path = path;
        this.allowed = allowed;
        this.maxNumber = maxNumber;
    }

    boolean takesNumber() {
        return maxNumber != NO_NUMBER;
    }
}
