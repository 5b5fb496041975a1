package threadvsloop.loadgen.record;

import threadvsloop.model.load.LoadOptions;

/// How many kinds of request a run has. Kinds are numbered: first those of the mix, then that of the slow
/// readers, then that of the slow writers.
///
/// @param mixed those of the mix, which alone are in the totals
/// @param all these and those of slow readers and slow writers
public record KindCount(int mixed, int all) {
    public static final KindCount ONE = new KindCount(1, 1);

    public static KindCount of(LoadOptions options) {
        return new KindCount(options.requests().kinds().size(), options.kinds().size());
    }
}
