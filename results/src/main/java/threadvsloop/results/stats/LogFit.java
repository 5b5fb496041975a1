package threadvsloop.results.stats;

/// Finds x ≥ 0 that minimises Σ (ln(offset + Aᵢ·x) − ln yᵢ)², by Gauss–Newton steps within the bounds:
/// with g = offset + A·x, each step solves Σ ((offset + Aᵢ·x') ÷ gᵢ − 1 + ln(gᵢ ÷ yᵢ))² for x' ≥ 0 and
/// goes there, or half as far until the sum falls.
final class LogFit {
    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVINGS = 20;

    /// A step that betters the sum by less than this share is the last.
    private static final double ENOUGH = 1e-12;

    private final double[][] rows;
    private final double offset;
    private final double[] y;
    private double[] x;
    private double squares;

    /// @param rows A, no value below 0
    /// @param offset 0 or more
    /// @param y above 0, one per row
    LogFit(double[][] rows, double offset, double[] y) {
        this.rows = rows;
        this.offset = offset;
        this.y = y;
        this.x = start();
        this.squares = squares(x);
        solve();
    }

    /// xⱼ of the optimum.
    double coefficient(int j) {
        return x[j];
    }

    /// The sum at the optimum.
    double squares() {
        return squares;
    }

    private void solve() {
        boolean better = true;
        for (int step = 0; step < MOST_STEPS && better; step++) {
            double before = squares;
            goTowards(linearised());
            better = squares < before * (1 - ENOUGH);
        }
    }

    private void goTowards(double[] to) {
        double[] next = to;
        for (int i = 0; i < MOST_HALVINGS; i++) {
            double fewer = squares(next);
            if (fewer <= squares * (1 + ENOUGH)) {
                x = fewer < squares ? next : x;
                squares = Math.min(fewer, squares);
                return;
            }
            next = middle(x, next);
        }
    }

    /// Midway between the solution for relative errors and a guess in which every column has its share,
    /// so that no row is 0.
    private double[] start() {
        double[][] relative = scaledRows(y);
        double[] target = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            target[i] = 1 - offset / y[i];
        }
        double[] guess = new double[rows[0].length];
        for (int j = 0; j < guess.length; j++) {
            double sum = 0;
            for (double[] row : relative) {
                sum += row[j];
            }
            guess[j] = y.length / (guess.length * sum);
        }
        return middle(NonNegativeLeastSquares.solve(relative, target), guess);
    }

    private double[] linearised() {
        double[] g = values(x);
        double[] target = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            target[i] = 1 - Math.log(g[i] / y[i]) - offset / g[i];
        }
        return NonNegativeLeastSquares.solve(scaledRows(g), target);
    }

    private double[][] scaledRows(double[] by) {
        double[][] scaled = new double[rows.length][rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < scaled[i].length; j++) {
                scaled[i][j] = rows[i][j] / by[i];
            }
        }
        return scaled;
    }

    private double squares(double[] at) {
        double[] g = values(at);
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double error = Math.log(g[i] / y[i]);
            sum += error * error;
        }
        return sum;
    }

    private double[] values(double[] at) {
        double[] g = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            g[i] = offset;
            for (int j = 0; j < at.length; j++) {
                g[i] += rows[i][j] * at[j];
            }
        }
        return g;
    }

    private static double[] middle(double[] one, double[] other) {
        double[] middle = new double[one.length];
        for (int j = 0; j < middle.length; j++) {
            middle[j] = (one[j] + other[j]) / 2;
        }
        return middle;
    }
}
