package threadvsloop.endpoints.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
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

    /// The C library tells the reason in the language of the system.
    @Test
    void saysSoWhateverTheSystemsLanguage() throws Exception {
        try (ServerSocketChannel first = new ListenAddress("127.0.0.1", 0, 1).open()) {
            int port = first.socket().getLocalPort();
            BindException german = new BindException("Die Adresse wird bereits verwendet");
            assertThat(new ListenAddress("127.0.0.1", port, 1)
                            .cannotBind(german)
                            .line())
                    .startsWith("port " + port + " of 127.0.0.1 is in use; ");
        }
        BindException french = new BindException("Permission non accord\u00e9e");
        assertThat(new ListenAddress("127.0.0.1", 1, 1).cannotBind(french).line())
                .startsWith("port 1 needs privileges; ");
        BindException turkish = new BindException("\u0130stenen adres atanam\u0131yor");
        assertThat(new ListenAddress("192.0.2.1", 8080, 1).cannotBind(turkish).line())
                .startsWith("192.0.2.1 is not an address of this machine; ");
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
