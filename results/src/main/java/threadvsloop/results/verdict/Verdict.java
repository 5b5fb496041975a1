package threadvsloop.results.verdict;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.stats.Effect;

/// What the numbers say of a claim, on the machine and under the load that were measured. Where the
/// truth is at the threshold, about one run in forty says "supported", and as many "refuted".
public sealed interface Verdict {

    /// Null only where nothing is decided, for want of any number.
    @Nullable
    Effect effect();

    /// The whole interval lies where the claim has it.
    record Supported(Effect effect) implements Verdict {}

    /// The whole interval lies elsewhere.
    record Refuted(Effect effect) implements Verdict {}

    /// @param effect null if there is no number
    /// @param blocksToDecide blocks in all, not in addition, that would decide four times in five if
    ///     the effect is as estimated; empty if no practicable number would, or more blocks are not
    ///     what is missing. They are for a new run: one that is prolonged until it decides errs more
    ///     often than its intervals say
    record Inconclusive(@Nullable Effect effect, Reason reason, OptionalInt blocksToDecide) implements Verdict {}
}
