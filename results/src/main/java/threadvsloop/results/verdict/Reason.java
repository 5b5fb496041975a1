package threadvsloop.results.verdict;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.stats.Effect;
import threadvsloop.results.text.Numbers;

/// Why a verdict is inconclusive.
public sealed interface Reason {

    /// One sentence, with what would help.
    String sentence();

    /// @param blocks in which a trial has the status
    record NotAdmitted(Status status, List<Integer> blocks) implements Reason {
        @Override
        public String sentence() {
            return "Blocks %s have %s trials: run them again on a quieter machine".formatted(blocks, status);
        }
    }

    record NoNumber(List<Integer> blocks) implements Reason {
        @Override
        public String sentence() {
            return "Blocks %s lack the number, or it is not above 0 and has no ratio".formatted(blocks);
        }
    }

    record TooFewBlocks(int have, int need) implements Reason {
        @Override
        public String sentence() {
            return String.format(
                    Locale.ROOT,
                    "%d %s measured and the claim asks for %d: run more",
                    have,
                    have == 1 ? "block was" : "blocks were",
                    need);
        }
    }

    record NeedsSuspectTrials(List<Integer> blocks) implements Reason {
        @Override
        public String sentence() {
            return "Without blocks %s, which have SUSPECT trials, the numbers do not say the same".formatted(blocks);
        }
    }

    /// The numbers decide only together with what a server needs until it is warm.
    ///
    /// @param warm the effect without that; null if nothing is left
    record NotWarm(@Nullable Effect warm) implements Reason {
        @Override
        public String sentence() {
            String left = warm == null ? "nothing is left" : "it is " + Numbers.three(warm.value());
            return "Servers were still compiling their code: without their compilers' CPU " + left
                    + ", and the verdict would be another";
        }
    }

    /// The interval holds the threshold.
    record Across(double threshold) implements Reason {
        @Override
        public String sentence() {
            return "The interval reaches across the threshold of %s: more blocks narrow it"
                    .formatted(Numbers.three(threshold));
        }
    }

    /// The interval holds the threshold, and all of it is nearer to it than the smallest effect of
    /// interest.
    record AtThreshold(double threshold) implements Reason {
        @Override
        public String sentence() {
            return "The effect is at the threshold of %s, as near as is of interest"
                    .formatted(Numbers.three(threshold));
        }
    }
}
