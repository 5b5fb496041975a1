package threadvsloop.results.stats;

/// The x ≥ 0 that minimises ‖A·x − y‖², for a handful of columns: every choice of columns is solved
/// freely, and the best of those without a negative coefficient is the answer, as the optimum is free
/// in the columns that it uses.
///
/// Source: C. L. Lawson and R. J. Hanson, "Solving Least Squares Problems", ch. 23 (the conditions of
/// the optimum).
final class NonNegativeLeastSquares {
    /// A column that leaves less of itself than this, once the others are taken out, adds nothing to
    /// them.
    private static final double DEPENDENT = 1e-12;

    private final int columns;

    /// Aᵀ·A and, as a last column, Aᵀ·y, with all columns of A scaled to length 1.
    private final double[][] normal;

    private final double[] lengths;

    private NonNegativeLeastSquares(double[][] rows, double[] y) {
        this.columns = rows[0].length;
        this.lengths = new double[columns];
        this.normal = new double[columns][columns + 1];
        for (int j = 0; j < columns; j++) {
            lengths[j] = Math.sqrt(product(rows, j, j));
        }
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < columns; j++) {
                normal[i][j] = scaled(product(rows, i, j), lengths[i] * lengths[j]);
            }
            normal[i][columns] = scaled(product(rows, i, y), lengths[i]);
        }
    }

    /// @param rows A, row by row, all of one length
    /// @param y as many as rows
    static double[] solve(double[][] rows, double[] y) {
        return new NonNegativeLeastSquares(rows, y).best();
    }

    private double[] best() {
        double[] best = new double[columns];
        double least = 0;
        for (int choice = 1; choice < 1 << columns; choice++) {
            double[] x = free(choice);
            double squares = squares(x);
            if (isNonNegative(x) && squares < least) {
                best = x;
                least = squares;
            }
        }
        for (int j = 0; j < columns; j++) {
            best[j] = scaled(best[j], lengths[j]);
        }
        return best;
    }

    /// Solves for the chosen columns by Gauss–Jordan elimination; all other coefficients are 0.
    private double[] free(int choice) {
        double[][] equations = new double[columns][columns + 1];
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= columns; j++) {
                boolean takesPart = isChosen(i, choice) && (j == columns || isChosen(j, choice));
                equations[i][j] = takesPart ? normal[i][j] : 0;
            }
        }
        double[] x = new double[columns];
        for (int i = 0; i < columns; i++) {
            eliminate(equations, i);
        }
        for (int i = 0; i < columns; i++) {
            x[i] = scaled(equations[i][columns], equations[i][i]);
        }
        return x;
    }

    private static void eliminate(double[][] equations, int pivot) {
        double diagonal = equations[pivot][pivot];
        if (diagonal < DEPENDENT) {
            equations[pivot][pivot] = 0;
            return;
        }
        for (int i = 0; i < equations.length; i++) {
            double share = i == pivot ? 0 : equations[i][pivot] / diagonal;
            for (int j = 0; j < equations[i].length; j++) {
                equations[i][j] -= share * equations[pivot][j];
            }
        }
    }

    /// ‖A·x − y‖² − ‖y‖²
    private double squares(double[] x) {
        double sum = 0;
        for (int i = 0; i < columns; i++) {
            sum -= 2 * x[i] * normal[i][columns];
            for (int j = 0; j < columns; j++) {
                sum += x[i] * x[j] * normal[i][j];
            }
        }
        return sum;
    }

    private static boolean isChosen(int column, int choice) {
        return (choice >> column & 1) == 1;
    }

    private static boolean isNonNegative(double[] x) {
        for (double value : x) {
            if (value < 0) {
                return false;
            }
        }
        return true;
    }

    /// 0 for a column that is all 0 or adds nothing.
    private static double scaled(double value, double by) {
        return by == 0 ? 0 : value / by;
    }

    private static double product(double[][] rows, int i, int j) {
        double sum = 0;
        for (double[] row : rows) {
            sum += row[i] * row[j];
        }
        return sum;
    }

    private static double product(double[][] rows, int i, double[] y) {
        double sum = 0;
        for (int r = 0; r < rows.length; r++) {
            sum += rows[r][i] * y[r];
        }
        return sum;
    }
}
