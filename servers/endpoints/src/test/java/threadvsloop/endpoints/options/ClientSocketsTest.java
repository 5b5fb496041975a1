package threadvsloop.endpoints.options;

import static java.net.StandardSocketOptions.SO_SNDBUF;
import static java.net.StandardSocketOptions.TCP_NODELAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSocketsTest {

    private static ClientSockets parse(String... args) throws UsageException {
        return ClientSockets.of(Options.parse(List.of(ClientSockets.SEND_BUFFER), args));
    }

    /// Two accepted connections: one as it came, the other prepared.
    private record Pair(int untouchedBytes, int preparedBytes, boolean noDelay) {
        static Pair of(ClientSockets sockets) throws IOException {
            try (ServerSocketChannel listener = ServerSocketChannel.open()
                            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                    SocketChannel _ = SocketChannel.open(listener.getLocalAddress());
                    SocketChannel untouched = listener.accept();
                    SocketChannel _ = SocketChannel.open(listener.getLocalAddress());
                    SocketChannel prepared = listener.accept()) {
                sockets.prepare(prepared);
                return new Pair(
                        untouched.getOption(SO_SNDBUF), prepared.getOption(SO_SNDBUF), prepared.getOption(TCP_NODELAY));
            }
        }
    }

    @Test
    void leaveTheSendBufferToTheSystem() throws Exception {
        Pair pair = Pair.of(parse());
        assertThat(pair.preparedBytes).isEqualTo(pair.untouchedBytes);
        assertThat(pair.noDelay).isTrue();
    }

    @Test
    void haveTheSendBufferThatIsWanted() throws Exception {
        Pair pair = Pair.of(parse("--send-buffer", "16384"));
        // Linux doubles it.
        assertThat(pair.preparedBytes).isIn(16_384, 32_768).isNotEqualTo(pair.untouchedBytes);
        assertThat(pair.noDelay).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"system, 0", "1, 1", "4096, 4096", "67108864, 67108864"})
    void readTheOption(String text, int bytes) throws UsageException {
        assertThat(parse("--send-buffer", text).sendBufferBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "4k", "67108865", "System"})
    void refuseAnyOtherText(String text) {
        assertThatThrownBy(() -> parse("--send-buffer=" + text))
                .isInstanceOf(UsageException.class)
                .hasMessage("--send-buffer must be system, or a whole number from 1 to 67108864, not \"" + text + '"');
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 67_108_865})
    void haveBounds(int bytes) {
        assertThatThrownBy(() -> new ClientSockets(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sendBufferBytes must be from 0 to 67108864, not " + bytes);
    }
}
