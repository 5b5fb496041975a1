package threadvsloop.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import threadvsloop.endpoints.DiskFiles;
import threadvsloop.endpoints.RawClient;
import threadvsloop.endpoints.ServerBehaviour;
import threadvsloop.endpoints.TestFiles;
import threadvsloop.endpoints.options.BackendAddresses;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.options.UsageException;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.RunningServer;

class NettyServerTest {

    private static NettyServer start(int port, Transport transport, int loops, Timeouts timeouts) throws Exception {
        Identity identity = Identity.ofThisProcess("netty", Map.of());
        DiskFiles files = TestFiles.get();
        BackendAddresses nobody = new BackendAddresses(Optional.empty(), 1, Optional.empty(), 1);
        return NettyServer.start(
                new ListenAddress("127.0.0.1", port, 128),
                transport,
                loops,
                2,
                timeouts,
                NettyContestant.backends(nobody, transport, loops),
                files,
                identity);
    }

    @Nested
    class EpollOneLoop extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            assumeTrue(Epoll.isAvailable(), "not tested: Netty's native transport is for Linux");
            return NettyServerTest.start(0, Transport.EPOLL, 1, timeouts);
        }
    }

    @Nested
    class NioThreeLoops extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            return NettyServerTest.start(0, Transport.NIO, 3, timeouts);
        }
    }

    @Test
    void saysWhatToDoAboutAPortInUse() throws Exception {
        for (Transport transport : List.of(Transport.best(), Transport.NIO)) {
            NettyServer first = start(0, transport, 1, Timeouts.withIdle(Duration.ZERO));
            int port = first.port();
            assertThatThrownBy(() -> start(port, transport, 1, Timeouts.withIdle(Duration.ZERO)))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("port " + port + " of 127.0.0.1 is in use; "
                            + "end the process that holds it, or let --port 0 choose a free one");
            first.stop(Duration.ZERO);
        }
    }

    /// What Netty's own decoder would let pass.
    @Test
    void isStrictAboutTheRequestLine() throws Exception {
        NettyServer server = start(0, Transport.best(), 1, Timeouts.withIdle(Duration.ZERO));
        List<String> lines = List.of(
                " GET / HTTP/1.1",
                "GET  / HTTP/1.1",
                "GET /  HTTP/1.1",
                "GET\t/ HTTP/1.1",
                "GET /\tHTTP/1.1",
                "GET /\u000bHTTP/1.1",
                "GET / HTTP/1.1 ",
                "GET /\u00e9 HTTP/1.1",
                "GET http:/x HTTP/1.1",
                "GET http:///x HTTP/1.1",
                "GET * HTTP/1.1",
                "GET / http/1.1");
        for (String line : lines) {
            try (RawClient client = new RawClient(server.port())) {
                assertThat(client.send(line + "\r\nHost: test\r\n\r\n").answer().status())
                        .as(line)
                        .isEqualTo(400);
            }
        }
        try (RawClient client = new RawClient(server.port())) {
            client.send("OPTIONS * HTTP/1.1\r\nHost: test\r\n\r\nGET HTTPS://test?x HTTP/1.1\r\nHost: test\r\n\r\n");
            assertThat(client.answer().head()).startsWith("HTTP/1.1 200").contains("Allow: GET, HEAD, POST");
            assertThat(client.answer().status()).isEqualTo(404);
        }
        server.stop(Duration.ZERO);
    }

    @Test
    void putsTogetherABodyOfManyPieces() throws Exception {
        NettyServer server = start(0, Transport.best(), 1, Timeouts.withIdle(Duration.ZERO));
        StringBuilder body = new StringBuilder();
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 1; i <= 600; i++) {
                String chunk = Integer.toString(i % 10).repeat(i);
                body.append(chunk);
                client.send(Integer.toHexString(i) + "\r\n" + chunk + "\r\n");
            }
            client.send("0\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo(body.toString());
        }
        server.stop(Duration.ZERO);
    }
}
