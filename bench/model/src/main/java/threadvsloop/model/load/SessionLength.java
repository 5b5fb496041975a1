package threadvsloop.model.load;

/// How many requests a session makes.
public sealed interface SessionLength {
    /// Requests of a session on average.
    double mean();

    /// Always as many.
    ///
    /// @param requests 1 to 1,000,000
    record Fixed(int requests) implements SessionLength {
        public Fixed {
            check(requests);
        }

        @Override
        public double mean() {
            return requests;
        }
    }

    /// After each request the session ends with probability 1/mean: 1, 2, 3 … requests, geometrically spread.
    ///
    /// @param mean 1 to 1,000,000
    record Geometric(double mean) implements SessionLength {
        public Geometric {
            check(mean);
        }
    }

    private static void check(double requests) {
        if (!(requests >= 1 && requests <= 1_000_000)) {
            throw new IllegalArgumentException("requests of a session must be 1 to 1,000,000, not '" + requests + "'");
        }
    }
}
