package threadvsloop.helidon;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import threadvsloop.endpoints.BlockingEndpoints;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Counters;
import threadvsloop.endpoints.server.DatedEncoder;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.OffloadPool;
import threadvsloop.endpoints.server.RunningServer;
import threadvsloop.http.Limits;

/// Helidon WebServer with the blocking endpoints: one thread accepts, and each connection has a virtual thread.
final class HelidonServer implements RunningServer {
    /// How often Helidon's idle timer looks at each connection: deadlines are kept to this.
    private static final Duration IDLE_TIMER_PERIOD = Duration.ofSeconds(1);

    /// Helidon takes it when it starts; [#stop] may end it sooner.
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(2);

    final Counters counters = new Counters();
    final Timeouts timeouts;
    final DatedEncoder encoders;

    private final ExecutorService workers;
    private final WebServer helidon;
    private volatile int port;
    private volatile boolean stopping;
    private volatile long graceEndNs;

    private HelidonServer(
            ListenAddress address,
            int workerCount,
            Timeouts timeouts,
            BlockingBackends backends,
            DiskFiles files,
            Identity identity) {
        this.timeouts = timeouts;
        this.encoders = new DatedEncoder(identity.contestant(), Clock.systemUTC(), System.nanoTime());
        this.workers = OffloadPool.start(workerCount);
        BlockingEndpoints endpoints =
                new BlockingEndpoints(new VirtualRuntime(workers), backends, files, identity, counters::snapshot);
        this.helidon = webServer(address, endpoints, identity);
    }

    /// Starts a server. When this returns, it accepts connections.
    ///
    /// @param workers the threads that `/offload` hands its work to
    /// @throws UsageException if it cannot listen there
    static HelidonServer start(
            ListenAddress address,
            int workers,
            Timeouts timeouts,
            BlockingBackends backends,
            DiskFiles files,
            Identity identity)
            throws UsageException, IOException {
        requireFree(address);
        HelidonServer server = new HelidonServer(address, workers, timeouts, backends, files, identity);
        server.helidon.start();
        if (!server.helidon.isRunning()) {
            throw new IOException("Helidon did not start");
        }
        // Helidon forgets it when it stops.
        server.port = server.helidon.port();
        return server;
    }

    @Override
    public int port() {
        return port;
    }

    boolean isStopping() {
        return stopping;
    }

    /// Whether requests in flight are to be given up.
    boolean isGraceOver() {
        return stopping && System.nanoTime() - graceEndNs >= 0;
    }

    @Override
    public void stop(Duration grace) {
        graceEndNs = System.nanoTime() + grace.toNanos();
        stopping = true;
        helidon.stop();
        workers.shutdownNow();
    }

    /// Helidon binds by itself, and would say with a stack trace that it cannot.
    private static void requireFree(ListenAddress address) throws UsageException, IOException {
        address.open().close();
    }

    private WebServer webServer(ListenAddress address, BlockingEndpoints endpoints, Identity identity) {
        Header name = HeaderValues.createCached(HeaderNames.SERVER, identity.contestant());
        EndpointHandler handler = new EndpointHandler(this, endpoints, counters, new ResponseSender(name));
        return WebServer.builder()
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .shutdownHook(false)
                .shutdownGracePeriod(LONGEST_GRACE)
                .bindAddress(new InetSocketAddress(address.host(), address.port()))
                .backlog(address.backlog())
                .connectionOptions(options -> options.tcpNoDelay(true))
                .maxTcpConnections(-1)
                .maxConcurrentRequests(-1)
                .maxPayloadSize(Limits.BODY_BYTES)
                // Sockets rather than channels, which have two buffers each and write large bodies in pieces of 8 KiB.
                .useNio(false)
                .writeBufferSize(0)
                // The timer ends what is overdue: see Connection.
                .idleConnectionTimeout(Duration.ZERO)
                .idleConnectionPeriod(IDLE_TIMER_PERIOD)
                .addConnectionSelector(new ConnectionSelector(this, http1()))
                .errorHandling(errors -> errors.includeEntity(true))
                .directHandlers(Refusals.handlers(name))
                .routing((HttpRouting.Builder routing) -> routing.any(handler))
                .build();
    }

    private static Http1ConnectionSelector http1() {
        return Http1ConnectionSelector.builder()
                .config(Http1Config.builder()
                        .maxPrologueLength(Limits.REQUEST_LINE_BYTES)
                        .maxHeadersSize(Limits.HEADER_BLOCK_BYTES)
                        .sendKeepAliveHeader(false)
                        .log(log -> log.receiveLog(false).sendLog(false))
                        .build())
                .build();
    }
}
