package threadvsloop.loadgen.audit;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.Optional;
import threadvsloop.model.load.Connections;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.LoadResult;

/// Connections that were open at first, and then not for a part of the window. While one is missing, nobody asks on it:
/// what a server failed to do is then in no time that was measured. Of kept connections.
///
/// @param cause why they were missing
/// @param share the part of all their time that they were missing, 0 to 1
record LostConnections(Cause cause, double share, String text) {
    /// What may be missing without a word, and from where on a load without a schedule says little of the server.
    static final double SAID_SHARE = 0.01;

    static final double INVALID_SHARE = 0.10;
    /// Of the rate at which connections are to be opened, what is as good as all of it.
    private static final double AT_RATE = 0.9;
    /// To open a connection again takes less, where the server lets it happen.
    private static final double SOON_SECONDS = 1;

    enum Cause {
        /// The server refused them, ended them at once, or did not take them up.
        SERVER,
        /// The server ends them as it likes, and they are opened again as fast as asked for, which is not fast enough.
        CONNECT_RATE
    }

    /// Empty if all were there, or the server only ends connections that are opened again at once.
    static Optional<LostConnections> of(LoadResult result, Evidence evidence) {
        Connections asked = result.options().connections();
        double seconds = (result.measurementEndNs() - result.measurementStartNs()) / 1e9;
        double all = result.opened() * seconds;
        double missing = all - evidence.connections().openNs() / 1e9;
        if (asked.perRequest() || all <= 0 || missing <= SAID_SHARE * all) {
            return Optional.empty();
        }
        double reopened = result.connectsPerSecond() * seconds;
        Evidence.Open found = evidence.connections();
        boolean troubled = found.reopeningsFailed() + found.pauses() > 0;
        if (!troubled && result.connectsPerSecond() >= AT_RATE * asked.openedPerSecond()) {
            return Optional.of(held(result, missing / all));
        }
        return troubled || missing > SOON_SECONDS * reopened
                ? Optional.of(lost(result, found, missing / all))
                : Optional.empty();
    }

    private static LostConnections held(LoadResult result, double share) {
        String text = format(
                ROOT,
                "the server ends connections, and they were open for only %.1f%% of the time, for no more than %,.1f a"
                        + " second were to be opened: raise the connect rate",
                100 * (1 - share),
                result.options().connections().openedPerSecond());
        return new LostConnections(Cause.CONNECT_RATE, share, text);
    }

    private static LostConnections lost(LoadResult result, Evidence.Open found, double share) {
        double seconds = (result.measurementEndNs() - result.measurementStartNs()) / 1e9;
        StringBuilder text = new StringBuilder(format(
                ROOT,
                "connections were lost: of %,d, %.1f were open on average",
                result.opened(),
                result.opened() * (1 - share)));
        if (found.noneNs() > 0) {
            text.append(format(ROOT, ", and none for %.3f s of %.3f s", found.noneNs() / 1e9, seconds));
        }
        if (found.reopeningsFailed() > 0) {
            text.append(format(ROOT, "; %,d attempts to open them again failed", found.reopeningsFailed()));
        }
        if (found.pauses() > 0) {
            text.append(format(ROOT, "; %,d times one ended before it brought an answer", found.pauses()));
        }
        return new LostConnections(Cause.SERVER, share, text.toString());
    }

    /// How much this speaks against a result. In an open loop requests start all the same, and those that find no
    /// connection are counted; in a closed one they are missing.
    AuditStatus status(LoadShape shape) {
        return switch (shape) {
            case LoadShape.Open _, LoadShape.PartlyOpen _ -> AuditStatus.SUSPECT;
            case LoadShape.Closed _, LoadShape.Idle _ ->
                cause == Cause.SERVER && share > INVALID_SHARE ? AuditStatus.INVALID : AuditStatus.SUSPECT;
        };
    }
}
