package threadvsloop.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.Test;

class ListenAddressTest {

    @Test
    void saysWhatToDoAboutAPortInUse() throws Exception {
        try (ServerSocketChannel first = new ListenAddress("127.0.0.1", 0, 1).open()) {
            int port = first.socket().getLocalPort();
            assertThatThrownBy(() -> new ListenAddress("127.0.0.1", port, 1).open())
                    .isInstanceOf(UsageException.class)
                    .hasMessage("port " + port + " of 127.0.0.1 is in use; "
                            + "end the process that holds it, or let --port 0 choose a free one");
        }
    }

    @Test
    void saysWhatToDoAboutAnAddressOfOthers() {
        // TEST-NET-1 of RFC 5737, which nobody has
        assertThatThrownBy(() -> new ListenAddress("192.0.2.1", 0, 1).open())
                .isInstanceOf(UsageException.class)
                .hasMessage("192.0.2.1 is not an address of this machine; try --host 127.0.0.1");
    }

    @Test
    void listensAgainAtOnceWhereAServerEnded() throws Exception {
        int port;
        try (ServerSocketChannel first = new ListenAddress("127.0.0.1", 0, 1).open()) {
            port = first.socket().getLocalPort();
        }
        try (ServerSocketChannel second = new ListenAddress("127.0.0.1", port, 1).open()) {
            assertThat(second.socket().getLocalPort()).isEqualTo(port);
        }
    }
}
