package threadvsloop.blocking;

import java.util.Optional;
import threadvsloop.endpoints.options.ClientSockets;
import threadvsloop.endpoints.options.Handicap;
import threadvsloop.endpoints.options.Timeouts;

/// How a blocking server serves.
///
/// @param workers how many threads `/offload` has
/// @param nativeSleep what `/block` blocks in; empty for the JDK's own sleep
record Settings(
        Threads threads,
        int workers,
        Timeouts timeouts,
        ClientSockets sockets,
        Handicap handicap,
        Optional<NativeSleep> nativeSleep) {

    /// With nothing out of the ordinary.
    static Settings plain(Threads threads, int workers, Timeouts timeouts) {
        return new Settings(
                threads, workers, timeouts, ClientSockets.AS_THE_SYSTEM_HAS_THEM, Handicap.NONE, Optional.empty());
    }
}
