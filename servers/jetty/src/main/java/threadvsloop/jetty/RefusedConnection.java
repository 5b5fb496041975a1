package threadvsloop.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/// What a connection is from its last answer, a refusal, to its end. It lets the client end its sending before it
/// closes: bytes that nobody has read would make the close a reset, which takes the answer with it.
final class RefusedConnection extends AbstractConnection implements Connection.UpgradeTo {
    private static final int DROPPED_BYTES = 16 * 1024;

    private final GuardedConnection before;
    private final long lingerMs;
    private final ByteBuffer answer;
    private Scheduler.Task cut = () -> false;

    /// @param linger how long the client may go on sending
    /// @param answer what is still to be sent; may be empty
    RefusedConnection(GuardedConnection before, Duration linger, ByteBuffer answer) {
        super(before.getEndPoint(), before.getConnector().getExecutor());
        this.before = before;
        this.lingerMs = linger.toMillis();
        this.answer = answer;
    }

    /// What was read and not yet understood is dropped.
    @Override
    public void onUpgradeTo(ByteBuffer unread) {
        BufferUtil.clear(unread);
    }

    @Override
    public void onOpen() {
        super.onOpen();
        // The one timeout that counts from now on is the cut.
        getEndPoint().setIdleTimeout(0);
        cut = before.getConnector().getScheduler().schedule(getEndPoint()::close, lingerMs, TimeUnit.MILLISECONDS);
        getEndPoint().write(Callback.from(this::answered, _ -> getEndPoint().close()), answer);
    }

    private void answered() {
        getEndPoint().shutdownOutput();
        fillInterested();
    }

    @Override
    public void onFillable() {
        RetainableByteBuffer dropped = before.getConnector().getByteBufferPool().acquire(DROPPED_BYTES, true);
        try {
            int count;
            do {
                BufferUtil.clear(dropped.getByteBuffer());
                count = getEndPoint().fill(dropped.getByteBuffer());
            } while (count > 0);
            if (count == 0) {
                fillInterested();
            } else {
                getEndPoint().close();
            }
        } catch (IOException _) {
            // A client that resets has stopped sending, too.
            getEndPoint().close();
        } finally {
            dropped.release();
        }
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        getEndPoint().close();
    }

    @Override
    public void onClose(Throwable cause) {
        cut.cancel();
        super.onClose(cause);
    }
}
