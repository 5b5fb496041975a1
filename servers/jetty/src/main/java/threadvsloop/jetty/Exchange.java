package threadvsloop.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.util.Callback;
import threadvsloop.endpoints.server.Counters;
import threadvsloop.http.Method;
import threadvsloop.http.Request;

/// A request that was received whole, until its answer is sent: what the endpoints see of it, and the count of it.
final class Exchange extends Callback.Nested implements Request {
    private final org.eclipse.jetty.server.Request request;
    private final ByteBuffer body;
    private final Method method;
    private final Counters counters;

    /// Counts the request as received, and as in flight until the callback is told how it went.
    Exchange(org.eclipse.jetty.server.Request request, ByteBuffer body, Counters counters, Callback callback) {
        super(callback);
        this.request = request;
        this.body = body;
        this.method = Method.of(request.getMethod());
        this.counters = counters;
        counters.requests.increment();
        counters.inFlight.up();
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    public CharSequence path() {
        return request.getHttpURI().getPath();
    }

    @Override
    public CharSequence query() {
        HttpURI uri = request.getHttpURI();
        return uri.getQuery() == null ? "" : uri.getQuery();
    }

    @Override
    public ByteBuffer body() {
        return body;
    }

    @Override
    public void succeeded() {
        counters.inFlight.down();
        super.succeeded();
    }

    /// The answer could not be sent, for the client is gone; or there will be none, for the server ends.
    @Override
    public void failed(Throwable failure) {
        counters.inFlight.down();
        counters.disconnects.increment();
        super.failed(failure);
    }
}
