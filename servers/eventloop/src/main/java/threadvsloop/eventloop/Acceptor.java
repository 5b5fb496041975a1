package threadvsloop.eventloop;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/// Accepts connections on one loop, and hands each on.
final class Acceptor implements ReadyHandler {
    private static final Logger LOG = System.getLogger(Acceptor.class.getName());

    /// So many at most in one turn of the loop, which has others to serve.
    private static final int BATCH = 64;

    private static final long PAUSE_NS = 100_000_000;

    private final EventLoop loop;
    private final ServerSocketChannel channel;
    private final Consumer<SocketChannel> receiver;
    private final SelectionKey key;

    /// Since the last connection that was accepted.
    private boolean failed;

    Acceptor(EventLoop loop, ServerSocketChannel channel, Consumer<SocketChannel> receiver) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.receiver = receiver;
        channel.configureBlocking(false);
        this.key = loop.register(channel, SelectionKey.OP_ACCEPT, this);
    }

    @Override
    public void ready() {
        try {
            for (int i = 0; i < BATCH; i++) {
                SocketChannel accepted = channel.accept();
                if (accepted == null) {
                    return;
                }
                failed = false;
                receiver.accept(accepted);
            }
        } catch (IOException e) {
            pause(e);
        }
    }

    /// Most likely there are no descriptors left. The waiting connection would wake the loop again at once, and for
    /// nothing, so that it waits a little in the backlog.
    private void pause(IOException e) {
        key.interestOps(0);
        loop.sleep(PAUSE_NS, this::resume);
        if (!failed) {
            failed = true;
            LOG.log(Level.WARNING, "cannot accept, trying again until it succeeds: " + e.getMessage());
        }
    }

    private void resume() {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    @Override
    public void abandon() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "closing the listening socket", e);
        }
    }
}
