package threadvsloop.jetty;

import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import threadvsloop.http.Limits;

/// Jetty's connector, whose connections are counted and guarded. Acceptors and selectors are as many as Jetty chooses.
final class CountingConnector extends ServerConnector {
    private static final int KEEP_IDLE_TIMEOUTS = -1;

    private final Terms terms;

    CountingConnector(Server server, Terms terms) {
        super(server, new Factory(terms));
        this.terms = terms;
        setIdleTimeout(terms.timeouts().idle().toMillis());
        setShutdownIdleTimeout(KEEP_IDLE_TIMEOUTS);
    }

    /// Those that serve requests, at this moment. Any thread.
    Stream<GuardedConnection> connections() {
        return getConnectedEndPoints().stream()
                .map(EndPoint::getConnection)
                .filter(GuardedConnection.class::isInstance)
                .map(GuardedConnection.class::cast);
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        super.onEndPointOpened(endPoint);
        terms.counters().connections.up();
    }

    @Override
    protected void onEndPointClosed(EndPoint endPoint) {
        super.onEndPointClosed(endPoint);
        terms.counters().connections.down();
    }

    private static final class Factory extends HttpConnectionFactory {
        private final Terms terms;

        Factory(Terms terms) {
            super(configuration());
            this.terms = terms;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(
                    new GuardedConnection(terms, getHttpConfiguration(), connector, endPoint), connector, endPoint);
        }

        private static HttpConfiguration configuration() {
            HttpConfiguration http = new HttpConfiguration();
            http.setSendServerVersion(false);
            // Jetty would date the answer when the request comes, which may be a minute before.
            http.setSendDateHeader(false);
            // Jetty has one limit for both; the connection tells them apart.
            http.setRequestHeaderSize(Limits.REQUEST_LINE_BYTES + Limits.HEADER_BLOCK_BYTES);
            http.setHttpCompliance(
                    HttpCompliance.STRICT.with("CONTRACT", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
            // Paths are only compared, never resolved.
            http.setUriCompliance(UriCompliance.UNSAFE);
            return http;
        }
    }
}
