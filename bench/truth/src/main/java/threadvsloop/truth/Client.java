package threadvsloop.truth;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// One connection: what it has sent and what it is owed. Of the server's thread. At most one answer is owed at a time;
/// what comes meanwhile waits in `left`.
final class Client {
    final SocketChannel channel;
    final SelectionKey key;

    /// The last head and what it asked for: most clients repeat themselves.
    byte @Nullable [] lastHead;

    Statistics.@Nullable Route lastRoute;

    /// Bytes of a request that has not come whole, or that came before the last one was answered.
    byte @Nullable [] left;

    /// Bytes of a request's body that are still to come.
    long bodyBytes;

    /// The answer at hand, null if there is none; how much of it was sent, and when its next piece is due.
    @Nullable
    Behaviour owed;

    int sentBytes;
    long receivedNs;
    long dueNs;
    boolean gone;

    Client(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }
}
