package threadvsloop.loadgen.engine;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.http.ResponseParser;
import threadvsloop.loadgen.http.Wire;

/// One slot of the requested number of connections; the socket in it may change. Plain state of one loop: who may
/// change what is said by [Connector] (opening and closing), [Exchanges] (sending and receiving) and [ConnectionUse]
/// (what
/// comes between).
final class Connection {
    /// Set to the moment of: the attempt to connect; the failed attempt; becoming free.
    long sinceNs;

    /// Of the request at hand: its index in `LoadOptions.kinds`, and its times.
    int kind;

    long intendedNs;
    long sentNs;
    /// How long a request waited by the generator's own fault before its connection was opened for it.
    long ownLagNs;

    /// In a [Pace]: neither reads nor writes for a while.
    boolean pauses;

    /// The user thinks until `dueNs`; in [DueConnections] at a place, or −1.
    boolean thinks;

    long dueNs;
    int duePlace = -1;

    /// Of the session at hand: requests without an answer yet, and its arrival.
    int left;

    long sessionNs;

    /// Bytes of the request that the socket has taken.
    int writtenBytes;

    /// Where the piece that is being written ends, of a request that is written slowly.
    int pieceEndBytes;

    /// The answer at hand ends its connection.
    boolean closes;

    boolean open;
    /// A request is being sent or waits for its answer.
    boolean busy;
    /// Bytes of the answer at hand were read.
    boolean begun;

    long begunNs;
    /// A request waits for this connection to open.
    boolean awaited;
    boolean everOpened;
    /// It was open, and is to be opened again.
    boolean lost;
    /// An answer has come on it since it was opened.
    boolean answered;
    /// How often in turn it was opened and lost before an answer came on it.
    int fruitless;
    /// Good answers to requests of the measurement.
    int answers;

    /// Neighbours in the one [ConnectionQueue] this connection is in.
    @Nullable
    Connection previous;

    @Nullable
    Connection next;

    final ResponseParser parser;
    final Lane lane;
    final Route route;
    /// Those of the route, here for a shorter way.
    final Wire[] wires;

    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;

    Connection(ResponseParser parser, Lane lane, Route route) {
        this.parser = parser;
        this.lane = lane;
        this.route = route;
        this.wires = route.wires;
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
