package threadvsloop.eventloop;

import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threadvsloop.endpoints.AsyncUpstreamBehaviour;
import threadvsloop.endpoints.backends.AsyncUpstream;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.options.HostPort;
import threadvsloop.endpoints.options.Timeouts;

class UpstreamTest extends AsyncUpstreamBehaviour {
    private EventLoop loop;
    private Thread thread;

    @BeforeEach
    void start() throws Exception {
        loop = new EventLoop("test", Timeouts.withIdle(Duration.ZERO), Executors.newVirtualThreadPerTaskExecutor());
        thread = Thread.ofPlatform().daemon().start(loop);
    }

    @AfterEach
    void stop() {
        loop.stop(null);
    }

    @Override
    protected AsyncUpstream upstream(HostPort upstream, int bound) {
        return UpstreamConnector.pool(loop, upstream, bound);
    }

    @Override
    protected void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    protected boolean isOnLoop() {
        return Thread.currentThread() == thread;
    }

    @Test
    void understandsAnAnswerWithoutABody() throws Exception {
        assertIsAnswer("HTTP/1.1 204 No Content\r\n\r\n", new UpstreamAnswer(204, ""));
    }
}
