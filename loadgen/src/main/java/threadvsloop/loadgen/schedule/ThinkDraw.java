package threadvsloop.loadgen.schedule;

import threadvsloop.model.load.ThinkTime;

/// Draws the think times of one loop, one after another, in ns. Pure: the same arguments give the same times.
/// Allocates nothing after construction.
public final class ThinkDraw {
    private static final long SALT = 0x7468696e6bL;

    private final ThinkTime think;
    private final SeededStream random;

    private ThinkDraw(ThinkTime think, SeededStream random) {
        this.think = think;
        this.random = random;
    }

    /// @param loop 0 and up; each loop draws times of its own
    public static ThinkDraw of(ThinkTime think, long seed, int loop) {
        return new ThinkDraw(think, SeededStream.of(seed, SALT, loop));
    }

    public long next() {
        return switch (think) {
            case ThinkTime.None _ -> 0;
            case ThinkTime.Fixed(var time) -> time.toNanos();
            case ThinkTime.Exponential(var mean) -> Math.round(mean.toNanos() * random.exponential());
        };
    }

    /// What is left of a think time in which the load begins: of an exponential one a whole one, which
    /// forgets; of a fixed one any part, so that users do not march in step.
    public long rest() {
        return switch (think) {
            case ThinkTime.None _ -> 0;
            case ThinkTime.Fixed(var time) -> (long) (time.toNanos() * random.uniform());
            case ThinkTime.Exponential _ -> next();
        };
    }
}
