package threadvsloop.jetty;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import threadvsloop.endpoints.BlockingEndpoints;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.OffloadPool;
import threadvsloop.endpoints.server.RunningServer;

/// Jetty with one connector and one handler: the connector's selectors wait for requests, and each is answered by
/// a thread of its own while that takes ([Threads] says which).
final class JettyServer implements RunningServer {
    private static final Logger LOG = System.getLogger(JettyServer.class.getName());

    private final QueuedThreadPool pool;
    private final Server server;
    private final ExecutorService workers;
    private final CountingConnector connector;
    private final int port;

    private JettyServer(ServerSocketChannel listener, QueuedThreadPool pool, Terms terms, int workerCount)
            throws IOException {
        this.pool = pool;
        this.server = new Server(pool);
        this.workers = OffloadPool.start(workerCount);
        this.connector = new CountingConnector(server, terms);
        connector.open(listener);
        this.port = connector.getLocalPort();
        server.addConnector(connector);
    }

    /// Starts a server. When this returns, it accepts connections.
    ///
    /// @param workers the threads that `/offload` hands its work to
    /// @throws UsageException if it cannot listen there
    static JettyServer start(
            ListenAddress address,
            Threads threads,
            int workers,
            Timeouts timeouts,
            BlockingBackends backends,
            DiskFiles files,
            Identity identity)
            throws UsageException, IOException {
        Terms terms = Terms.of(identity.contestant(), timeouts);
        JettyServer started = new JettyServer(address.open(), threads.pool(), terms, workers);
        AnswerWriter writer = new AnswerWriter(identity.contestant());
        ThreadRuntime runtime = new ThreadRuntime(started.workers);
        BlockingEndpoints endpoints =
                new BlockingEndpoints(runtime, backends, files, identity, terms.counters()::snapshot);
        started.server.setHandler(new EndpointHandler(endpoints, terms.counters(), writer));
        started.server.setErrorHandler(new ErrorAnswers(writer));
        started.begin();
        return started;
    }

    private void begin() throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("Jetty does not start", e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void stop(Duration grace) {
        CompletableFuture<Void> allClosed = connector.shutdown();
        connector.connections().forEach(GuardedConnection::closeIfIdle);
        try {
            allClosed.get(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.log(Level.DEBUG, "requests in flight are cut off", e);
        } catch (ExecutionException e) {
            LOG.log(Level.WARNING, "shutting down Jetty's connector", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
        if (pool.getVirtualThreadsExecutor() instanceof ExecutorService virtual) {
            virtual.shutdownNow();
        }
        try {
            server.stop();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "stopping Jetty", e);
        }
    }
}
