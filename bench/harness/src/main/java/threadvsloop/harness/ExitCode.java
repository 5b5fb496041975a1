package threadvsloop.harness;

/// What the exit code of `tvl` tells a script.
public final class ExitCode {

    public static final int DONE = 0;
    public static final int INTERNAL = 1;
    public static final int USAGE = 2;
    /// The machine, or the target of `tvl load`, is not fit for what was asked.
    public static final int PREFLIGHT = 3;
    /// A measurement of `tvl load` is invalid, or a check of `tvl calibrate` failed.
    public static final int INVALID = 4;
    /// Verdicts are not those of `--expect FILE`, or not those that `claims.json` says.
    public static final int DIFFERENT = 5;
    /// An objective of `tvl load --expect` was missed.
    public static final int MISSED = 6;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
