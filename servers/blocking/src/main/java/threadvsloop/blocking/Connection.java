package threadvsloop.blocking;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import threadvsloop.endpoints.BlockingEndpoints;
import threadvsloop.endpoints.BlockingRuntime;
import threadvsloop.endpoints.options.Handicap;
import threadvsloop.http.Malformed;
import threadvsloop.http.Method;
import threadvsloop.http.Parsed;
import threadvsloop.http.ParsedRequest;
import threadvsloop.http.Persistence;
import threadvsloop.http.RequestParser;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// One client's connection, served by one thread at a time, which waits whenever there is something to wait for.
///
/// What is answered is sent before the thread waits, for whatever it is: so pipelined answers leave together, and none
/// stays behind a request that takes long.
final class Connection implements Runnable, BlockingRuntime {
    private static final Logger LOG = System.getLogger(Connection.class.getName());
    private static final Response TOO_LATE =
            Response.error(Status.REQUEST_TIMEOUT, "the request took too long to arrive");
    private static final Response FAILED = Response.error(Status.INTERNAL_SERVER_ERROR, "the server failed");

    private final BlockingServer server;
    private final SocketChannel channel;
    private final BlockingEndpoints endpoints;
    private final Input input;
    private final Output output;

    /// Of the pool; null between requests, so that idle connections hold none.
    private @Nullable RequestParser parser;

    /// When the headers that have begun to arrive must be complete; 0 if they arrived at once.
    private long headersDueNs;

    /// Whether the thread waits for more of a request. Volatile, for the one that stops the server.
    private volatile boolean midRequest;

    Connection(BlockingServer server, SocketChannel channel) {
        this.server = server;
        this.channel = channel;
        this.endpoints = new BlockingEndpoints(this, server.backends, server.files, server.identity, server::stats);
        this.input = new Input(channel);
        this.output = new Output(channel, server);
    }

    /// Serves one request after another, until the connection closes.
    @Override
    public void run() {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = serveOne();
        }
    }

    /// Waits for a request and answers it. Says whether the connection goes on; if not, it is closed.
    ///
    /// The wait stands here, near the bottom of the stack: a parked virtual thread keeps its frames in memory.
    boolean serveOne() {
        boolean goesOn = false;
        try {
            goesOn = input.awaitRequest(server.idleTimeoutNs) && answerNext();
        } catch (SocketTimeoutException e) {
            LOG.log(Level.DEBUG, "no request within the idle timeout", e);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "connection lost", e);
            if (parser != null || output.isPending()) {
                server.counters.disconnects.increment();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!goesOn) {
                parser = null;
                output.giveUpBuffer();
                close();
            }
        }
        return goesOn;
    }

    private boolean answerNext() throws IOException, InterruptedException {
        headersDueNs = 0;
        RequestParser current = server.parsers.take();
        parser = current;
        while (true) {
            switch (current.parse(input.bytes())) {
                case ParsedRequest request -> {
                    boolean goesOn = answer(request);
                    current.forget();
                    server.parsers.giveBack(current);
                    parser = null;
                    return goesOn;
                }
                case Malformed malformed -> {
                    refuse(malformed.response(), current.isHead());
                    return false;
                }
                case Parsed.Unfinished.NEED_CONTINUE -> output.addContinue();
                case Parsed.Unfinished.NEED_MORE -> {
                    output.flush();
                    if (!awaitMore(current)) {
                        server.counters.disconnects.increment();
                        return false;
                    }
                }
            }
        }
    }

    /// Waits for more of the request. False if it will not come: then the client has ended its half, or has been told
    /// that it was too slow.
    private boolean awaitMore(RequestParser current) throws IOException {
        midRequest = true;
        try {
            return input.awaitMore(timeoutNs(current));
        } catch (SocketTimeoutException e) {
            LOG.log(Level.DEBUG, "a request that came too slowly", e);
            refuse(TOO_LATE, current.isHead());
            return false;
        } finally {
            midRequest = false;
        }
    }

    /// Headers have one deadline, from their first byte; a body has a new one whenever some of it arrives.
    private long timeoutNs(RequestParser current) {
        if (current.isInBody()) {
            return server.requestTimeoutNs;
        }
        long nowNs = System.nanoTime();
        if (headersDueNs == 0) {
            headersDueNs = nowNs + server.requestTimeoutNs;
        }
        return headersDueNs - nowNs;
    }

    private boolean answer(ParsedRequest request) throws IOException, InterruptedException {
        boolean headOnly = request.method() == Method.HEAD;
        Persistence persistence = request.persistence();
        Response response = answerOf(request);
        if (server.isStopping() || response.status() == Status.INTERNAL_SERVER_ERROR) {
            persistence = Persistence.CLOSE;
        }
        output.add(server.encoders.at(System.nanoTime()), response, persistence, headOnly);
        boolean moreAtHand = input.bytes().hasRemaining();
        if (persistence == Persistence.CLOSE) {
            output.flush();
            if (moreAtHand) {
                linger();
            }
            return false;
        }
        if (!moreAtHand) {
            output.flush();
        }
        return true;
    }

    private Response answerOf(ParsedRequest request) throws IOException, InterruptedException {
        server.counters.requests.increment();
        server.counters.inFlight.up();
        try {
            Handicap handicap = server.settings.handicap();
            handicap.burn();
            Response response = endpoints.answer(request);
            if (handicap.delayNs() > 0) {
                sleep(handicap.delayNs());
            }
            return response;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an endpoint failed", e);
            return FAILED;
        } finally {
            server.counters.inFlight.down();
        }
    }

    @Override
    public void sleep(long ns) throws IOException, InterruptedException {
        long dueNs = System.nanoTime() + ns;
        output.flush();
        for (long leftNs = dueNs - System.nanoTime(); leftNs > 0; leftNs = dueNs - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(leftNs);
        }
    }

    @Override
    public void block(long ns) throws IOException, InterruptedException {
        Optional<NativeSleep> nativeSleep = server.settings.nativeSleep();
        if (nativeSleep.isEmpty()) {
            sleep(ns);
        } else {
            output.flush();
            nativeSleep.get().sleep(ns);
        }
    }

    @Override
    public void beforeWaiting() throws IOException {
        output.flush();
    }

    @Override
    public void offload(Runnable work) throws IOException, InterruptedException {
        output.flush();
        Future<?> done = server.workers.submit(work);
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("offloaded work failed", e);
        }
    }

    private void refuse(Response response, boolean headOnly) throws IOException {
        output.add(server.encoders.at(System.nanoTime()), response, Persistence.CLOSE, headOnly);
        output.flush();
        linger();
    }

    /// Lets the client end its sending before the connection is closed: bytes that nobody has read would make the
    /// close a reset, which takes the answer with it.
    private void linger() throws IOException {
        channel.shutdownOutput();
        long dueNs = System.nanoTime() + server.lingerTimeoutNs;
        try {
            boolean sending = true;
            for (long leftNs = 1; sending && leftNs > 0; leftNs = dueNs - System.nanoTime()) {
                sending = input.awaitMore(dueNs - System.nanoTime());
            }
        } catch (SocketTimeoutException e) {
            LOG.log(Level.DEBUG, "a refused client kept sending", e);
        }
    }

    /// Ends the connection unless a request is being received or answered. Called by another thread.
    void endIfIdle() {
        try {
            if (!midRequest) {
                // The waiting read returns as at the end of the input; what is being answered is not disturbed.
                channel.shutdownInput();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "stopping a connection", e);
        }
    }

    /// Any thread.
    void close() {
        server.forget(this);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a connection", e);
        }
    }
}
