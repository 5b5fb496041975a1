package threadvsloop.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.endpoints.AsyncUpstreamBehaviour;
import threadvsloop.endpoints.backends.AsyncUpstream;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.options.HostPort;

@ParameterizedClass
@EnumSource(Transport.class)
class UpstreamTest extends AsyncUpstreamBehaviour {
    private final Transport transport;
    private final EventLoopGroup group;
    private final EventLoop loop;

    UpstreamTest(Transport transport) {
        this.transport = transport;
        group = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
        loop = group.next();
    }

    @AfterEach
    void stop() {
        Future<?> _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Override
    protected AsyncUpstream upstream(HostPort upstream, int bound) {
        return UpstreamConnector.pool(loop, transport, upstream, bound);
    }

    @Override
    protected void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    protected boolean isOnLoop() {
        return loop.inEventLoop();
    }

    @Test
    void understandsAnAnswerWithoutABody() throws Exception {
        assertIsAnswer("HTTP/1.1 204 No Content\r\n\r\n", new UpstreamAnswer(204, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
            })
    void takesNoSuchAnswer(String bytes) throws Exception {
        assertIsNoAnswer(bytes);
    }
}
