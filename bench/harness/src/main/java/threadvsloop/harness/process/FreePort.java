package threadvsloop.harness.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import threadvsloop.harness.UsageException;

/// Finds a port for a server that cannot choose one itself.
public final class FreePort {

    /// Below the ports that Linux gives to clients, so that no connection of a load takes it before the server does.
    private static final int FIRST = 10_000;

    private static final int AFTER_LAST = 32_000;
    private static final int ATTEMPTS = 200;

    private FreePort() {}

    /// A port that nobody listened on a moment ago.
    ///
    /// @throws UsageException when the host is not one of this machine's addresses, or no port is free
    public static int find(String host) {
        IOException last = new IOException("none tried");
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getByName(host))) {
                return port;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UsageException("no free port from %d to %d on %s (%s): stop what listens there, or name a --port"
                .formatted(FIRST, AFTER_LAST - 1, host, last.getMessage()));
    }
}
