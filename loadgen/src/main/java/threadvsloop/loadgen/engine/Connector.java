package threadvsloop.loadgen.engine;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.clock.LoopClock;
import threadvsloop.loadgen.record.Recorder;
import threadvsloop.loadgen.schedule.Ramp;
import threadvsloop.model.measured.ConnectFault;

/// Opens the connections of one loop, at first along a ramp, later when asked to; and closes them. What comes of it is
/// told to the [ConnectionUse] of each.
///
/// ```
/// (ramp) → CONNECTING → OPEN ─ lost → (as the ramp's rate allows) CONNECTING
///              │           └ lost without an answer ─┐
///              └ refused ──── tried later ────────────┴→ (after a pause, and as the rate allows) CONNECTING
/// ```
///
/// Hazard: a server that accepts connections and ends them, or refuses them, would be asked as often as the loop turns,
/// which is no load that anybody asked for. Design: connections that are opened again keep to the rate at which they
/// were opened first, and one that brought nothing pauses.
final class Connector {
    private final Selector selector;
    private final LoopClock clock;
    private final Recorder recorder;
    private final long timeoutNs;

    private final Connection[] slots;
    private final Ramp ramp;
    private final int toRamp;
    private int ramped;
    private long nextAgainNs = Long.MIN_VALUE;

    private final ConnectionQueue connecting = new ConnectionQueue();
    private final ConnectionQueue lost = new ConnectionQueue();
    private final Pauses pauses = new Pauses();

    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean rampDone;

    /// @param slots filled before the loop runs
    /// @param ramp when each slot is opened first
    /// @param toRamp how many of the slots, from the first on, are opened along the ramp
    Connector(
            Selector selector,
            LoopClock clock,
            Recorder recorder,
            Connection[] slots,
            Ramp ramp,
            int toRamp,
            long timeoutNs) {
        this.selector = selector;
        this.clock = clock;
        this.recorder = recorder;
        this.slots = slots;
        this.ramp = ramp;
        this.toRamp = toRamp;
        this.timeoutNs = timeoutNs;
    }

    /// Any thread: how many slots have ever been open.
    int opened() {
        return opened.get();
    }

    /// Any thread: whether every slot of the ramp was tried once.
    boolean rampDone() {
        return rampDone;
    }

    /// Opens what is due, and gives up what has been connecting for too long.
    void openDue(long nowNs) {
        while (ramped < toRamp && ramp.dueNs(ramped) <= nowNs) {
            open(slots[ramped++]);
        }
        for (Connection c = due(nowNs); c != null; c = due(nowNs)) {
            nextAgainNs = Math.max(nextAgainNs, nowNs - ramp.gapNs()) + ramp.gapNs();
            open(c);
        }
        for (Connection c = connecting.peek(); c != null && c.sinceNs + timeoutNs <= nowNs; c = connecting.peek()) {
            failed(c, ConnectFault.TIMED_OUT, "no answer within " + timeoutNs / 1_000_000 + " ms");
        }
        rampDone = rampDone || (ramped == toRamp && connecting.peek() == null);
    }

    /// When [#openDue] has something to do next.
    long nextNs() {
        long again = lost.peek() == null ? pauses.nextNs() : Long.MIN_VALUE;
        long next = ramped < toRamp ? ramp.dueNs(ramped) : Long.MAX_VALUE;
        next = Math.min(next, Math.max(again, nextAgainNs));
        return Math.min(next, dueNs(connecting.peek(), timeoutNs));
    }

    /// Takes out of its queue what may be opened again now, if there is anything.
    private @Nullable Connection due(long nowNs) {
        if (nextAgainNs > nowNs) {
            return null;
        }
        return lost.peek() == null ? pauses.poll(nowNs) : lost.poll();
    }

    boolean isConnecting() {
        return connecting.peek() != null;
    }

    /// The selector says that an attempt has come to an end.
    void finish(Connection c) {
        try {
            c.channel().finishConnect();
            c.key().interestOps(SelectionKey.OP_READ);
            connecting.remove(c);
            opened(c);
        } catch (IOException e) {
            failed(c, ConnectFault.of(e), ConnectFault.detail(e));
        }
    }

    /// An open connection can no longer be used, and is to be opened again. It is in no queue.
    void lost(Connection c) {
        close(c);
        c.lost = true;
        if (c.answered) {
            lost.add(c);
        } else {
            recorder.paused();
            pauses.add(c, clock.last());
        }
    }

    /// A refused connection is to be tried again after a pause. It is in no queue.
    void tryLater(Connection c) {
        pauses.addForLong(c, clock.last());
    }

    /// Ends an open connection.
    void close(Connection c) {
        close(c.detach());
        recorder.disconnected(clock.last());
    }

    /// Ends an open connection so that neither side remembers it: nothing is sent any more, what is unread is lost.
    void reset(Connection c) {
        try {
            c.channel().setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            System.getLogger(Connector.class.getName()).log(System.Logger.Level.DEBUG, "reset", e);
        }
        close(c);
    }

    /// Hands over the connections that are being opened, which will not be pursued.
    void abandon(Consumer<Connection> each) {
        for (Connection c = connecting.poll(); c != null; c = connecting.poll()) {
            each.accept(c);
        }
    }

    void closeAll() {
        for (Connection c : slots) {
            close(c.detach());
        }
    }

    private static long dueNs(@Nullable Connection first, long waitNs) {
        return first == null ? Long.MAX_VALUE : first.sinceNs + waitNs;
    }

    /// Begins to open a connection, which is in no queue.
    void open(Connection c) {
        SocketChannel channel = null;
        try {
            c.sinceNs = clock.read();
            channel = SocketChannel.open(c.route.to.family());
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (c.lane.receiveBufferBytes() > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, c.lane.receiveBufferBytes());
            }
            if (c.route.source != null) {
                channel.bind(c.route.source);
            }
            boolean atOnce = channel.connect(c.route.target);
            c.attach(channel, channel.register(selector, atOnce ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, c));
            if (atOnce) {
                opened(c);
            } else {
                connecting.add(c);
            }
        } catch (IOException e) {
            close(channel);
            refused(c, ConnectFault.of(e), ConnectFault.detail(e));
        }
    }

    private void opened(Connection c) {
        long nowNs = clock.read();
        recorder.connected(nowNs - c.sinceNs, nowNs);
        if (c.lost) {
            recorder.reopened();
        }
        if (!c.everOpened) {
            c.everOpened = true;
            opened.incrementAndGet();
        }
        c.lost = false;
        c.open = true;
        c.answered = false;
        c.lane.use().opened(c, nowNs);
    }

    private void failed(Connection c, ConnectFault fault, String detail) {
        connecting.remove(c);
        close(c.detach());
        refused(c, fault, detail);
    }

    private void refused(Connection c, ConnectFault fault, String detail) {
        recorder.refused(fault, detail, c.lost);
        c.lane.use().refused(c, clock.last());
    }

    private static void close(@Nullable SocketChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // The socket is gone either way, and what it was needed for has been recorded.
            System.getLogger(Connector.class.getName()).log(System.Logger.Level.DEBUG, "close", e);
        }
    }
}
