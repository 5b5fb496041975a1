package threadvsloop.loadgen.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import threadvsloop.model.measured.ConnectFault;

/// Asks each of a name's addresses, all at once, for a connection, and closes it. A server often listens on one of
/// them only (`localhost`), or one family leads nowhere; half of the connections would then be for nothing.
final class AddressProbe {
    /// What the others are given once one address has answered.
    private static final long OTHERS_NS = 2_000_000_000L;

    private static final long TICK_MS = 2;
    private static final String REACHED = "";

    /// Why each cannot be used, [#REACHED] if it can.
    private final Map<TargetAddress, String> found = new ConcurrentHashMap<>();

    private final List<TargetAddress> asked;

    private AddressProbe(List<TargetAddress> asked) {
        this.asked = asked;
    }

    /// @param asked the addresses of one name
    /// @param sources local addresses, the first of an address's family is used; empty for the system's choice
    /// @param stop ends the wait
    /// @return the same addresses, those marked as unused that take no connection; none of them if none takes one,
    ///     or one could not be waited for
    static List<TargetAddress> of(
            List<TargetAddress> asked, List<InetSocketAddress> sources, Duration timeout, CountDownLatch stop)
            throws InterruptedException {
        AddressProbe probe = new AddressProbe(asked);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (TargetAddress address : asked) {
                InetSocketAddress source = sources.stream()
                        .filter(each -> TargetAddress.family(each).equals(address.family()))
                        .findFirst()
                        .orElse(null);
                threads.execute(() -> probe.found.put(address, attempt(address, source, timeout)));
            }
            return probe.await(timeout.toNanos(), stop) ? asked : probe.judged();
        } finally {
            threads.shutdownNow();
        }
    }

    private static String attempt(TargetAddress address, @Nullable InetSocketAddress source, Duration timeout) {
        try (Socket socket = new Socket()) {
            if (source != null) {
                socket.bind(source);
            }
            socket.connect(address.socket(), Math.toIntExact(timeout.toMillis()));
            return REACHED;
        } catch (IOException e) {
            return ConnectFault.of(e).label() + " (" + ConnectFault.detail(e) + ")";
        }
    }

    /// @return whether it was stopped
    private boolean await(long timeoutNs, CountDownLatch stop) throws InterruptedException {
        long startNs = System.nanoTime();
        long mostNs = timeoutNs;
        while (found.size() < asked.size() && System.nanoTime() - startNs < mostNs) {
            if (stop.await(TICK_MS, TimeUnit.MILLISECONDS)) {
                return true;
            }
            if (mostNs == timeoutNs && found.containsValue(REACHED)) {
                mostNs = Math.min(timeoutNs, System.nanoTime() - startNs + OTHERS_NS);
            }
        }
        return false;
    }

    private List<TargetAddress> judged() {
        if (!found.containsValue(REACHED)) {
            return asked;
        }
        return asked.stream()
                .map(address -> address.unused(found.getOrDefault(address, ConnectFault.TIMED_OUT.label())))
                .toList();
    }
}
