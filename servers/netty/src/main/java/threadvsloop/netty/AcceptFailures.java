package threadvsloop.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Says once when connections cannot be accepted, waits and tries again. Most likely there are no descriptors left: the
/// waiting connection would wake the loop again at once, and for nothing, so that it waits a little in the backlog.
final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = System.getLogger(AcceptFailures.class.getName());
    private static final long PAUSE_MS = 100;

    /// Since the last connection that was accepted.
    private boolean failed;

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        failed = false;
        context.fireChannelRead(accepted);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Channel listener = context.channel();
        listener.config().setAutoRead(false);
        Future<?> _ = listener.eventLoop()
                .schedule(() -> listener.config().setAutoRead(true), PAUSE_MS, TimeUnit.MILLISECONDS);
        if (!failed) {
            failed = true;
            LOG.log(Level.WARNING, "cannot accept, trying again until it succeeds: " + cause.getMessage());
        }
    }
}
