package threadvsloop.results.verdict;

/// What SUSPECT trials may do to a verdict. The rule is stated with the claim, before the run. INVALID
/// trials never take part: a block in which one remained makes every verdict inconclusive.
public enum SuspectTrials {
    /// Any SUSPECT trial makes the verdict inconclusive.
    REJECT,
    /// They take part, and the verdict must be the same without their blocks.
    ADMIT_IF_SAME_WITHOUT
}
