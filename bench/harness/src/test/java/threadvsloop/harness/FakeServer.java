package threadvsloop.harness;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// A server for the harness's own tests, started as a process: it keeps the start and stop protocol of a contestant.
/// `honest` waits as long as it is asked to, `liar` does not wait at all.
final class FakeServer {

    private FakeServer() {}

    static void main(String[] args) throws IOException {
        boolean honest = args[0].equals("honest");
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (honest && path.startsWith("/wait/")) {
                sleep(Long.parseLong(path.substring("/wait/".length())));
            }
            byte[] body = "{\"requests\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        System.out.printf(
                "{\"ready\":true,\"contestant\":\"%s\",\"port\":%d,\"pid\":%d,\"runtime\":\"test\",\"version\":\"1\"}%n",
                args[0], http.getAddress().getPort(), ProcessHandle.current().pid());
        while (System.in.read() >= 0) {
            // until the harness closes its end
        }
        System.exit(0);
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
