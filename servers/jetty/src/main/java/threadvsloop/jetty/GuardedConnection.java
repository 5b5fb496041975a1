package threadvsloop.jetty;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import threadvsloop.http.Limits;
import threadvsloop.http.Persistence;
import threadvsloop.http.Response;
import threadvsloop.http.ResponseEncoder;
import threadvsloop.http.Status;

/// Jetty's HTTP connection with the limits and deadlines of the contract. Jetty itself has one limit for request line
/// and headers, none for how many headers there are or when they must be complete.
///
/// Whenever the connection is about to wait for bytes, it sets its idle timeout to what it waits for. A request that
/// Jetty cannot parse is refused here, before Jetty makes a request object of it.
final class GuardedConnection extends HttpConnection {
    private static final Response TOO_LATE =
            Response.error(Status.REQUEST_TIMEOUT, "the request took too long to arrive");

    private final Terms terms;

    GuardedConnection(Terms terms, HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
        super(configuration, connector, endPoint);
        this.terms = terms;
    }

    @Override
    protected RequestHandler newRequestHandler() {
        return new Guard();
    }

    /// Waits for a request, or for more of its headers, which have one deadline from their first byte.
    @Override
    public void fillInterested(Callback callback) {
        allow(isMidHeaders() ? msLeftForHeaders() : idleMs());
        super.fillInterested(callback);
        if (getConnector().isShutdown()) {
            closeIfIdle();
        }
    }

    /// Waits for more of a body, which has a new deadline whenever some of it arrives.
    @Override
    public void tryFillInterested(Callback callback) {
        allow(terms.timeouts().request().toMillis());
        super.tryFillInterested(callback);
    }

    /// A connection that does not wait for its client is not idle, however long that takes.
    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        return isFillInterested() && super.onIdleExpired(timeout);
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        if (cause instanceof TimeoutException && isMidHeaders()) {
            refuse(TOO_LATE);
        } else {
            getEndPoint().close();
        }
    }

    /// Ends the connection unless a request is being received or answered. Any thread.
    void closeIfIdle() {
        if (isFillInterested() && getParser().isStart()) {
            getEndPoint().close();
        }
    }

    /// Whether nothing more will come from the client. For the thread that serves a request.
    boolean isAtEnd() {
        return getParser().isAtEOF();
    }

    /// What the connection becomes after a refusal that Jetty sends.
    RefusedConnection refused() {
        return new RefusedConnection(this, terms.timeouts().linger(), ByteBuffer.allocate(0));
    }

    private void refuse(Response response) {
        ByteBuffer answer = ByteBuffer.allocate(ResponseEncoder.MAX_HEAD_BYTES + response.bodyLength());
        terms.encoders().at(System.nanoTime()).head(response, Persistence.CLOSE, answer);
        answer.put(response.body().duplicate()).flip();
        getEndPoint().upgrade(new RefusedConnection(this, terms.timeouts().linger(), answer));
    }

    private boolean isMidHeaders() {
        return getParser().inHeaderState() && !getParser().isStart();
    }

    private long msLeftForHeaders() {
        long dueNs = getParser().getBeginNanoTime() + terms.timeouts().request().toNanos();
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(dueNs - System.nanoTime()));
    }

    private long idleMs() {
        return terms.timeouts().idle().toMillis();
    }

    private void allow(long ms) {
        if (getEndPoint().getIdleTimeout() != ms) {
            getEndPoint().setIdleTimeout(ms);
        }
    }

    /// Stands between Jetty's parser and what Jetty does with a request. What it throws, the parser hands to
    /// [#badMessage(HttpException)].
    private final class Guard extends RequestHandler {
        private int lineBytes;
        private int headers;

        @Override
        public void startRequest(String method, String uri, HttpVersion version) {
            lineBytes = getParser().getHeaderLength();
            headers = 0;
            if (lineBytes > Limits.REQUEST_LINE_BYTES) {
                throw new HttpException.RuntimeException(HttpStatus.URI_TOO_LONG_414);
            }
            if (version == HttpVersion.HTTP_2) {
                throw new HttpException.RuntimeException(HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505);
            }
            super.startRequest(method, uri, version);
        }

        @Override
        public void parsedHeader(HttpField field) {
            headers++;
            // By now the parser has read the empty line at the end, too, or the first byte of the next header.
            int blockBytes = getParser().getHeaderLength() - lineBytes - 2;
            if (headers > Limits.HEADERS || blockBytes > Limits.HEADER_BLOCK_BYTES) {
                throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
            }
            if (field.getHeader() == HttpHeader.TRANSFER_ENCODING && !HttpHeaderValue.CHUNKED.is(field.getValue())) {
                throw new HttpException.RuntimeException(
                        HttpStatus.NOT_IMPLEMENTED_501, "the only transfer coding known here is chunked");
            }
            // Jetty would refuse expectations that it does not know; the contract has them ignored.
            if (field.getHeader() != HttpHeader.EXPECT || field.contains(HttpHeaderValue.CONTINUE.asString())) {
                super.parsedHeader(field);
            }
        }

        @Override
        public boolean headerComplete() {
            if (getParser().getContentLength() > Limits.BODY_BYTES) {
                throw new HttpException.RuntimeException(HttpStatus.PAYLOAD_TOO_LARGE_413);
            }
            allow(idleMs());
            return super.headerComplete();
        }

        @Override
        public void badMessage(HttpException failure) {
            if (getParser().isAtEOF()) {
                terms.counters().disconnects.increment();
                getEndPoint().close();
            } else {
                refuse(ErrorAnswers.answerTo(failure));
            }
        }
    }
}
