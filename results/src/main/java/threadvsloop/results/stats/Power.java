package threadvsloop.results.stats;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// What a number of blocks can find, if noise is log-normal. An effect is found when the 95% interval
/// leaves out the value that it is held against: 1, or a claim's threshold. With δ = |effect| · √n ÷ s
/// the power is P(|T| > t₀.₉₇₅), T being noncentral Student with n − 1 degrees of freedom and shift δ.
///
/// Effects and s are natural logarithms of ratios: a true 10% is ln 1.1. s is the standard deviation of
/// the blocks' log ratios, as [PairedRatio#logDeviation] has it. Where trials are disturbed now and
/// then, [MeasuredPower] knows more.
///
/// Source: J. Cohen, "Statistical Power Analysis for the Behavioral Sciences", 2nd ed., ch. 2.
public final class Power {
    /// The customary chance with which an effect of interest is to be found.
    public static final double USUAL = 0.8;

    /// No answer needs more blocks than this: it would take days.
    public static final int MOST_BLOCKS = 999;

    private Power() {}

    /// The probability, 0 to 1, that so many blocks find an effect.
    ///
    /// @param effect logarithm of (true ratio ÷ the ratio it is held against)
    /// @param deviation s, 0 or more
    public static double of(int blocks, double effect, double deviation) {
        if (blocks < 2) {
            throw new IllegalArgumentException(blocks + " blocks: an interval needs at least 2");
        }
        requireDeviation(deviation);
        if (effect == 0) {
            return 1 - Interval.CONFIDENCE;
        }
        double shift = Math.abs(effect) / standardError(blocks, deviation);
        int freedom = blocks - 1;
        return Double.isFinite(shift) ? StudentT.outside(StudentT.quantile(freedom), freedom, shift) : 1;
    }

    /// The fewest blocks, from six on, that find the effect with a power.
    ///
    /// @return empty if [#MOST_BLOCKS] are too few
    public static OptionalInt blocks(double effect, double deviation, double power) {
        requirePower(power);
        requireDeviation(deviation);
        return fewest(blocks -> of(blocks, effect, deviation) >= power);
    }

    /// The s of which an interval of this half-width speaks.
    static double deviation(int blocks, double half) {
        return half / halfWidth(blocks, 1);
    }

    static void requirePower(double power) {
        if (!(power > 0 && power < 1)) {
            throw new IllegalArgumentException("power " + power + ": must lie between 0 and 1");
        }
    }

    private static double halfWidth(int blocks, double deviation) {
        return StudentT.quantile(blocks - 1) * standardError(blocks, deviation);
    }

    private static double standardError(int blocks, double deviation) {
        return deviation / Math.sqrt(blocks);
    }

    private static OptionalInt fewest(IntPredicate enough) {
        int tooFew = RobustMean.FEWEST_TRIMMED - 1;
        int suffices = MOST_BLOCKS + 1;
        while (suffices - tooFew > 1) {
            int middle = (tooFew + suffices) / 2;
            if (enough.test(middle)) {
                suffices = middle;
            } else {
                tooFew = middle;
            }
        }
        return suffices > MOST_BLOCKS ? OptionalInt.empty() : OptionalInt.of(suffices);
    }

    private static void requireDeviation(double deviation) {
        if (!(deviation >= 0)) {
            throw new IllegalArgumentException("deviation " + deviation + ": must be 0 or more");
        }
    }
}
