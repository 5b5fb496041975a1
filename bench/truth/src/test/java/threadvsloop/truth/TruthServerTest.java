package threadvsloop.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruthServerTest {
    private static final String HEAD = "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nHello";

    private TruthServer server;

    @BeforeEach
    void start() throws IOException {
        server = TruthServer.start("127.0.0.1", 0, 1);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # path                | the bytes that come, {} for the good answer                  | kept
            /null                 | {}                                                           | true
            /constant/2000        | {}                                                           | true
            /exponential/100/500  | {}                                                           | true
            /stall/1000/5000      | {}                                                           | true
            /pieces/1/100         | {}                                                           | true
            /pieces/7/0           | {}                                                           | true
            /extra                | {}!                                                          | true
            /twice                | {}{}                                                         | true
            /short                | HTTP/1.1 200 OK\\r\\nContent-Length: 4\\r\\n\\r\\nHell       | true
            /garbage              | gar\\r\\nbage\\0                                             | true
            /status/503           | HTTP/1.1 503 So Be It\\r\\nContent-Length: 0\\r\\n\\r\\n     | true
            /status/99            | HTTP/1.1 404 So Be It\\r\\nContent-Length: 0\\r\\n\\r\\n     | true
            /nothing              | HTTP/1.1 404 So Be It\\r\\nContent-Length: 0\\r\\n\\r\\n     | true
            /constant/-1          | HTTP/1.1 404 So Be It\\r\\nContent-Length: 0\\r\\n\\r\\n     | true
            /stall/5/5            | HTTP/1.1 404 So Be It\\r\\nContent-Length: 0\\r\\n\\r\\n     | true
            /close                | ''                                                           | false
            /close/head           | HTTP/1.1 200 OK\\r\\nContent-Le                              | false
            /close/body           | HTTP/1.1 200 OK\\r\\nContent-Length: 6\\r\\n\\r\\nHello      | false
            /close/after          | HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Length: 5\\r\\n\\r\\nHello | false
            """)
    void eachPathIsAnsweredToTheByte(String path, String template, boolean kept) throws Exception {
        String expected = template.replace("{}", HEAD)
                .replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\0", "\0");
        try (Socket socket = connect()) {
            send(socket, get(path));
            assertThat(read(socket, expected.length())).isEqualTo(expected);
            if (kept) {
                send(socket, get("/null"));
                assertThat(read(socket, Paths.HELLO.length())).isEqualTo(Paths.HELLO);
            } else {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aResetIsAReset() throws Exception {
        try (Socket socket = connect()) {
            send(socket, get("/reset"));
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void noAnswerComesBeforeItIsDueAndTheServerSaysHowLateItWas() throws Exception {
        try (Socket socket = connect()) {
            for (int i = 0; i < 20; i++) {
                long fromNs = System.nanoTime();
                send(socket, get("/constant/3300"));
                read(socket, Paths.HELLO.length());
                assertThat(System.nanoTime() - fromNs).isGreaterThanOrEqualTo(3_300_000);
            }
            String known = statistics(socket);
            assertThat(known).contains("\"requests\":{\"/constant/3300\":20}");
            assertThat(number(known, "delayNs", "count")).isEqualTo(20);
            assertThat(number(known, "delayNs", "p50")).isGreaterThanOrEqualTo(3_300_000);
            // Three digits of a histogram: what is due after 3.3 ms and this late took as long in all.
            assertThat(number(known, "delayNs", "max") - 3_300_000)
                    .isBetween(
                            number(known, "latenessNs", "max") - 10_000, number(known, "latenessNs", "max") + 10_000);
        }
    }

    @Test
    void countsRequestsByPathAndForgetsThemWhenAsked() throws Exception {
        try (Socket socket = connect();
                Socket other = connect()) {
            send(socket, get("/null") + get("/short"));
            read(socket, 2 * Paths.HELLO.length() - 1);
            send(other, get("/null"));
            read(other, Paths.HELLO.length());
            assertThat(statistics(socket))
                    .contains("\"requests\":{\"/null\":2,\"/short\":1}")
                    .contains("\"connections\":{\"open\":2,\"most\":2}");
            send(socket, "POST /stats/reset HTTP/1.1\r\nHost: test\r\n\r\n");
            assertThat(answer(socket)).contains("\"requests\":{}");
            assertThat(statistics(socket)).contains("\"requests\":{}");
        }
    }

    @Test
    void requestsMayComeInPiecesTogetherAndWithBodies() throws Exception {
        try (Socket socket = connect()) {
            String post = "POST /null HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n0123456789";
            String all = post + get("/constant/1000") + post + get("/short");
            for (int at = 0; at < all.length(); at += 9) {
                send(socket, all.substring(at, Math.min(all.length(), at + 9)));
                Thread.sleep(1);
            }
            assertThat(read(socket, 4 * Paths.HELLO.length() - 1))
                    .isEqualTo(Paths.HELLO.repeat(3) + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nHell");
        }
    }

    @Test
    void whatIsNoRequestEndsTheConnection() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "HELLO\r\n\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aClientThatLeavesBeforeItsAnswerDisturbsNobody() throws Exception {
        try (Socket socket = connect()) {
            try (Socket leaving = connect()) {
                send(leaving, get("/constant/20000"));
            }
            send(socket, get("/constant/40000"));
            assertThat(read(socket, Paths.HELLO.length())).isEqualTo(Paths.HELLO);
            assertThat(statistics(socket)).contains("\"connections\":{\"open\":1,\"most\":2}");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), ISO_8859_1);
    }

    private static String statistics(Socket socket) throws IOException {
        send(socket, get("/stats"));
        return answer(socket);
    }

    private static String answer(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(read(socket, 1));
        }
        return read(socket, Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1")));
    }

    private static long number(String json, String of, String name) {
        return Long.parseLong(json.replaceAll(".*\"" + of + "\":\\{[^}]*\"" + name + "\":([0-9]+).*", "$1"));
    }
}
