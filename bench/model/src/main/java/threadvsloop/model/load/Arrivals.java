package threadvsloop.model.load;

/// How the gaps between the arrivals of an open loop are spread.
public enum Arrivals {
    /// Gaps are exponential, as when many independent users arrive.
    POISSON,
    /// All gaps are equal.
    CONSTANT
}
