package threadvsloop.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import threadvsloop.http.Persistence;
import threadvsloop.http.Response;

/// What is sent to one client. Responses gather in the channel until they are flushed, or there are many.
///
/// Failures are told to the pipeline by the void promise, which costs no object.
final class Output {
    private final Channel channel;
    private final ResponseHeads heads;
    private boolean unflushed;

    Output(Channel channel, ResponseHeads heads) {
        this.channel = channel;
        this.heads = heads;
    }

    /// Whether more is waiting for the client to read than should be.
    boolean isStuck() {
        return !channel.isWritable();
    }

    /// Whether something was not sent, as far as that is known when the channel failed. Without its buffer it is about
    /// to close, and is telling those whose output was not sent.
    boolean isPending() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null || buffer.totalPendingWriteBytes() > 0;
    }

    void addContinue() {
        write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }

    /// @param requestBody where the response's body lies if that is borrowed; released when it is sent
    void add(Response response, Persistence persistence, boolean headOnly, ByteBuf requestBody) {
        ByteBuf content = headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(response.body());
        FullHttpResponse encoded = heads.with(response, persistence, content);
        if (response.borrowed()) {
            channel.write(encoded).addListener(_ -> requestBody.release());
            unflushed = true;
        } else {
            requestBody.release();
            write(encoded);
        }
        if (isStuck()) {
            flush();
        }
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    private void write(FullHttpResponse response) {
        ChannelFuture _ = channel.write(response, channel.voidPromise());
        unflushed = true;
    }
}
