package threadvsloop.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import threadvsloop.http.Method;
import threadvsloop.http.Request;

/// A request as Undertow has parsed it.
///
/// @param body from 0 to its limit
record ExchangeRequest(HttpServerExchange exchange, ByteBuffer body) implements Request {
    private static final int SCHEME_END = "://".length();

    /// By identity: Undertow has one object for every method it knows, and compares without regard to case.
    private static final IdentityHashMap<HttpString, Method> METHODS = knownMethods();

    private static IdentityHashMap<HttpString, Method> knownMethods() {
        IdentityHashMap<HttpString, Method> known = new IdentityHashMap<>();
        for (Method method : Method.values()) {
            known.put(Methods.fromString(method.name()), method);
        }
        return known;
    }

    @Override
    public Method method() {
        return METHODS.getOrDefault(exchange.getRequestMethod(), Method.OTHER);
    }

    @Override
    public CharSequence path() {
        String uri = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return uri;
        }
        int authority = uri.indexOf("://") + SCHEME_END;
        int path = uri.indexOf('/', authority);
        return path < 0 ? "/" : uri.substring(path);
    }

    @Override
    public CharSequence query() {
        return exchange.getQueryString();
    }

    @Override
    public ByteBuffer body() {
        return body.duplicate();
    }
}
