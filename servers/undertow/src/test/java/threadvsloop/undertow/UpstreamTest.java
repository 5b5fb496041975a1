package threadvsloop.undertow;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import threadvsloop.endpoints.AsyncUpstreamBehaviour;
import threadvsloop.endpoints.backends.AsyncUpstream;
import threadvsloop.endpoints.options.HostPort;

class UpstreamTest extends AsyncUpstreamBehaviour {
    private static final ExecutorService OFFLOAD_POOL = Executors.newSingleThreadExecutor();
    private static XnioWorker worker;
    private static IoLoop loop;

    @BeforeAll
    static void start() throws IOException {
        worker = Xnio.getInstance(UpstreamTest.class.getClassLoader())
                .createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1, Options.THREAD_DAEMON, true));
        loop = new IoLoop(worker.getIoThread(0), OFFLOAD_POOL);
    }

    @AfterAll
    static void end() {
        worker.shutdownNow();
        OFFLOAD_POOL.shutdownNow();
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
        return Thread.currentThread() == (Object) loop.thread;
    }
}
