package threadvsloop.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.backends.AsyncBackends;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Gauge;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.LagHistogram;
import threadvsloop.endpoints.server.OffloadPool;
import threadvsloop.endpoints.server.RunningServer;
import threadvsloop.endpoints.server.Stats;

/// A group of Netty's event loops. One of them accepts, besides what else it does, and connections are dealt out in
/// turn;
/// each then stays with its loop.
final class NettyServer implements RunningServer {
    private static final Duration LAST_MOMENT = Duration.ofMillis(100);

    private final EventLoopGroup group;
    private final ExecutorService workers;
    private final Gauge connections = new Gauge();

    /// Not changed once it is filled.
    private final Map<EventLoop, ServerLoop> loops = new HashMap<>();

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Channel listener;
    private final int port;

    private NettyServer(
            ListenAddress address,
            Transport transport,
            int loopCount,
            int workerCount,
            Timeouts timeouts,
            Function<ServerLoop, AsyncBackends> backends,
            DiskFiles files,
            Identity identity)
            throws UsageException, IOException {
        InetSocketAddress resolved = address.resolve();
        group = new MultiThreadIoEventLoopGroup(
                loopCount, new DefaultThreadFactory("loop", true), transport.ioHandlers());
        workers = OffloadPool.start(workerCount);
        for (EventExecutor executor : group) {
            EventLoop eventLoop = (EventLoop) executor;
            loops.put(eventLoop, new ServerLoop(eventLoop, workers, timeouts, backends, files, identity, this::stats));
        }
        listener = listen(address, resolved, transport);
        port = ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /// Starts a server. When this returns, it accepts connections.
    ///
    /// @throws UsageException if it cannot listen there
    static NettyServer start(
            ListenAddress address,
            Transport transport,
            int loops,
            int workers,
            Timeouts timeouts,
            Function<ServerLoop, AsyncBackends> backends,
            DiskFiles files,
            Identity identity)
            throws UsageException, IOException {
        return new NettyServer(address, transport, loops, workers, timeouts, backends, files, identity);
    }

    private Channel listen(ListenAddress address, InetSocketAddress resolved, Transport transport)
            throws UsageException, IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channelFactory(transport.listening(resolved))
                .option(ChannelOption.SO_BACKLOG, address.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new AcceptFailures())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ConnectionInitializer())
                .bind(resolved)
                .awaitUninterruptibly();
        if (bound.isSuccess()) {
            return bound.channel();
        }
        end();
        if (bound.cause() instanceof IOException e) {
            throw address.cannotBind(e);
        }
        throw new IOException("cannot open a listening socket", bound.cause());
    }

    private final class ConnectionInitializer extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            ServerLoop loop = Objects.requireNonNull(loops.get(channel.eventLoop()), "a loop of this server");
            RequestDecoder decoder = new RequestDecoder();
            Connection connection = new Connection(loop, channel, decoder, connections);
            channel.pipeline().addLast(decoder, new HttpResponseEncoder(), connection);
        }
    }

    @Override
    public int port() {
        return port;
    }

    /// What `/stats` shows. In flight at most is the sum of what each loop had at most, if there are several.
    Stats stats() {
        long requests = 0;
        long disconnects = 0;
        int inFlight = 0;
        int maxInFlight = 0;
        for (ServerLoop loop : loops.values()) {
            Stats one = loop.counters.snapshot();
            requests += one.requests();
            disconnects += one.disconnects();
            inFlight += one.inFlight().now();
            maxInFlight += one.inFlight().max();
        }
        return new Stats(
                requests,
                disconnects,
                new Stats.Level(inFlight, maxInFlight),
                connections.level(),
                LagHistogram.quantiles(
                        loops.values().stream().map(loop -> loop.lag).toList()));
    }

    @Override
    public void stop(Duration grace) {
        if (stopped.getAndSet(true)) {
            return;
        }
        listener.close().awaitUninterruptibly();
        CompletableFuture<?>[] emptied =
                loops.values().stream().map(ServerLoop::stop).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(emptied)
                .completeOnTimeout(null, grace.toNanos(), TimeUnit.NANOSECONDS)
                .join();
        end();
    }

    /// Closes whatever is open. Loops that are blocked are not waited for.
    private void end() {
        workers.shutdownNow();
        group.shutdownGracefully(0, LAST_MOMENT.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LAST_MOMENT.toMillis());
    }
}
