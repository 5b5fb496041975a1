package threadvsloop.loadgen;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One slot of the requested number of connections; the socket in it may change. Plain state of one loop: who may
/// change what is said by [Connector] (opening and closing) and [Exchanges] (sending and receiving).
final class Connection {
    /// Set to the moment of: the attempt to connect; the failed attempt; becoming free.
    long sinceNs;

    long intendedNs;
    long sentNs;

    /// Bytes of the request that the socket has taken.
    int writtenBytes;

    boolean open;
    boolean busy;
    boolean everOpened;
    /// Good answers to requests of the measurement.
    int answers;

    /// Neighbours in the one [ConnectionQueue] this connection is in.
    @Nullable
    Connection previous;

    @Nullable
    Connection next;

    final ResponseParser parser;

    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;

    Connection(ResponseParser parser) {
        this.parser = parser;
    }

    void attach(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /// The socket; only while there is one.
    SocketChannel channel() {
        return Objects.requireNonNull(channel);
    }

    SelectionKey key() {
        return Objects.requireNonNull(key);
    }

    @Nullable
    SocketChannel detach() {
        SocketChannel was = channel;
        channel = null;
        key = null;
        open = false;
        busy = false;
        return was;
    }
}
