package threadvsloop.endpoints.options;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a server is held back by on purpose, so that whoever measures it can prove that they find a difference of a
/// known size. It holds for every request, whatever its answer.
///
/// @param work done on the thread that runs request code, before it does; null for none
/// @param delayNs how much later each answer is given, waited for in the server's own way
public record Handicap(@Nullable Runnable work, long delayNs) {
    public static final Handicap NONE = new Handicap(null, 0);

    /// How long [#work] takes, in nanoseconds.
    public static final Option<Integer> BURN = Option.wholeNumber("--burn", 0, 10_000_000, 0);

    /// In nanoseconds, given in milliseconds.
    public static final Option<Long> DELAY =
            new Option<>("--delay", "a number of milliseconds from 0 to 60000, such as 2.5", "0", Handicap::nsOfMs);

    private static final Pattern MS = Pattern.compile("\\d{1,5}(\\.\\d{1,6})?");
    private static final long MAX_NS = 60_000_000_000L;
    private static final int MS_DIGITS_TO_NS = 6;

    public Handicap {
        if (delayNs < 0 || delayNs > MAX_NS) {
            throw new IllegalArgumentException("delayNs must be from 0 to " + MAX_NS + ", not " + delayNs);
        }
    }

    /// As the command line has it.
    public static Handicap of(Options options) throws UsageException {
        int burnNs = options.get(BURN);
        long delayNs = options.get(DELAY);
        return burnNs == 0 && delayNs == 0 ? NONE : new Handicap(burnNs == 0 ? null : new Burn(burnNs), delayNs);
    }

    /// Does the work, if there is any.
    public void burn() {
        if (work != null) {
            work.run();
        }
    }

    private static long nsOfMs(String text) {
        if (!MS.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        long ns = new BigDecimal(text).movePointRight(MS_DIGITS_TO_NS).longValueExact();
        if (ns > MAX_NS) {
            throw new IllegalArgumentException(text + " is more than a minute");
        }
        return ns;
    }
}
