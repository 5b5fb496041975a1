package threadvsloop.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.endpoints.RawClient;
import threadvsloop.endpoints.RawClient.Answer;
import threadvsloop.endpoints.ServerBehaviour;
import threadvsloop.endpoints.TestFiles;
import threadvsloop.endpoints.backends.BlockingBackends;
import threadvsloop.endpoints.backends.BlockingDatabase;
import threadvsloop.endpoints.backends.BlockingUpstream;
import threadvsloop.endpoints.options.ListenAddress;
import threadvsloop.endpoints.options.Timeouts;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.RunningServer;

class JettyServerTest {

    static JettyServer start(String threads, Timeouts timeouts) throws Exception {
        Identity identity = Identity.ofThisProcess("jetty", Map.of());
        Threads kind = Threads.parse(threads);
        BlockingBackends none = new BlockingBackends(BlockingUpstream.NONE, BlockingDatabase.NONE, kind.fanOut());
        return JettyServer.start(
                new ListenAddress("127.0.0.1", 0, 128), kind, 2, timeouts, none, TestFiles.get(), identity);
    }

    @Nested
    class OnItsPool extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            return JettyServerTest.start("pool:200", timeouts);
        }
    }

    @Nested
    class OnVirtualThreads extends ServerBehaviour {
        @Override
        protected RunningServer start(Timeouts timeouts) throws Exception {
            return JettyServerTest.start("virtual", timeouts);
        }
    }

    /// Where Jetty left alone would do something else.
    @Nested
    class Guarded {
        private JettyServer server;
        private RawClient client;

        @BeforeEach
        void start() throws Exception {
            server = JettyServerTest.start("pool:8", Timeouts.withIdle(Duration.ZERO));
            client = new RawClient(server.port());
        }

        @AfterEach
        void stop() throws Exception {
            client.close();
            server.stop(Duration.ZERO);
        }

        @ParameterizedTest
        @CsvSource({
            // what, one more than is let through, status
            "path,    16370, 414",
            "value,   16400, 431",
            "headers,   101, 431",
        })
        void hasSeparateLimitsForLineAndHeaders(String what, int size, int status) throws Exception {
            String request = switch (what) {
                case "path" -> "GET /" + "x".repeat(size) + " HTTP/1.1\r\nHost: test\r\n\r\n";
                case "value" -> "GET /plaintext HTTP/1.1\r\nHost: test\r\nX-Long: " + "x".repeat(size) + "\r\n\r\n";
                default -> "GET /plaintext HTTP/1.1\r\nHost: test\r\n" + "X: y\r\n".repeat(size - 1) + "\r\n";
            };
            assertThat(client.send(request).answer().status()).isEqualTo(status);
            assertThat(client.untilEnd()).isEmpty();
        }

        @Test
        void headersOfExactlyTheLimitAreTaken() throws Exception {
            String host = "Host: test\r\n";
            String rest = "X: " + "y".repeat(16 * 1024 - host.length() - "X: \r\n".length()) + "\r\n";
            Answer answer = client.send("GET /plaintext HTTP/1.1\r\n" + host + rest + "\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
        }

        @Test
        void ignoresAnExpectationThatItDoesNotKnow() throws Exception {
            Answer answer = client.send("GET /plaintext HTTP/1.1\r\nHost: test\r\nExpect: more\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
        }

        @Test
        void saysThatItClosesAlsoToAnOldClient() throws Exception {
            Answer answer = client.send("GET /plaintext HTTP/1.0\r\n\r\n").answer();
            assertThat(answer.head()).containsOnlyOnce("Connection: close");
            assertThat(client.untilEnd()).isEmpty();
        }

        @Test
        void comparesPathsAsTheyWereSent() throws Exception {
            assertThat(client.ask("/x/../plaintext").status()).isEqualTo(404);
            assertThat(client.ask("/plaintex%74").status()).isEqualTo(404);
            assertThat(client.ask("//plaintext").status()).isEqualTo(404);
        }

        @Test
        void sendsAFileInPieces() throws Exception {
            String body = client.ask("/file/1m").body();
            assertThat(body).hasSize(1024 * 1024).startsWith("abc").endsWith("tuv");
            assertThat(client.ask("/plaintext").status()).isEqualTo(200);
        }
    }
}
