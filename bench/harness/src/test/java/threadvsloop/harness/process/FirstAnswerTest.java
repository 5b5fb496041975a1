package threadvsloop.harness.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import threadvsloop.model.load.RequestSpec;

class FirstAnswerTest {

    @Test
    void sendsOneWholeRequestAndTellsWhenTheFirstByteCame() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FutureTask<String> asked = start(() -> {
                try (Socket socket = server.accept()) {
                    String request = readTo(socket.getInputStream(), "abc");
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
                    return request;
                }
            });
            long beforeNs = System.nanoTime();
            OptionalLong atNs = FirstAnswer.of("127.0.0.1", server.getLocalPort(), RequestSpec.post("/echo", 3));
            assertThat(atNs.orElseThrow()).isBetween(beforeNs, System.nanoTime());
            assertThat(asked.get())
                    .isEqualTo("POST /echo HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort()
                            + "\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc");
        }
    }

    @Test
    void isEmptyWhereNobodyAnswers() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            FutureTask<String> closing = start(() -> {
                try (Socket socket = server.accept()) {
                    return readTo(socket.getInputStream(), "\r\n\r\n");
                }
            });
            assertThat(FirstAnswer.of("127.0.0.1", port, RequestSpec.get("/"))).isEmpty();
            assertThat(closing.get()).startsWith("GET / HTTP/1.1").doesNotContain("Content-Length");
        }
        assertThat(FirstAnswer.of("127.0.0.1", port, RequestSpec.get("/"))).isEmpty();
    }

    private static FutureTask<String> start(Callable<String> server) {
        FutureTask<String> task = new FutureTask<>(server);
        Thread.ofVirtual().start(task);
        return task;
    }

    private static String readTo(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            text.append((char) in.read());
        }
        return text.toString();
    }
}
