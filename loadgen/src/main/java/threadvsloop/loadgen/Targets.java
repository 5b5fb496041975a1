package threadvsloop.loadgen;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The servers that load is put on, resolved, and the local addresses that it comes from.
///
/// @param sources empty for the system's choice
/// @param names of the servers, for messages
record Targets(List<InetSocketAddress> addresses, List<InetSocketAddress> sources, String names) {
    /// Files that the rest of the process may need meanwhile.
    private static final int SPARE_DESCRIPTORS = 64;

    /// @throws TargetUnreachableException if a name is not known, a source is not an address of this machine,
    ///     or this process may not open so many connections
    static Targets of(LoadOptions options) throws TargetUnreachableException {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (Address target : options.targets()) {
            addresses.add(resolved(target));
        }
        List<InetSocketAddress> sources = options.sources().stream()
                .map(source -> new InetSocketAddress(InetAddress.ofLiteral(source), 0))
                .toList();
        String names = options.targets().stream().map(Address::toString).collect(Collectors.joining(", "));
        Targets targets = new Targets(addresses, sources, names);
        targets.checkDescriptors(options.connections().number());
        for (InetSocketAddress source : sources) {
            targets.check(source);
        }
        return targets;
    }

    /// What a connection's socket must be able to address.
    static ProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
    }

    /// The routes of one loop, every pair of target and source.
    Route[] routes(LoadOptions options) {
        List<@Nullable InetSocketAddress> from = new ArrayList<>(sources);
        if (from.isEmpty()) {
            from.add(null);
        }
        Wire[][] wires = options.targets().stream()
                .map(target -> Wire.of(options, target))
                .toArray(Wire[][]::new);
        Route[] routes = new Route[addresses.size() * from.size()];
        for (int i = 0; i < routes.length; i++) {
            int target = i % addresses.size();
            routes[i] = new Route(addresses.get(target), from.get(i / addresses.size()), wires[target]);
        }
        return routes;
    }

    TargetUnreachableException unreachable(IOException e) {
        return unreachable(ConnectFault.of(e), ConnectFault.detail(e));
    }

    TargetUnreachableException unreachable(ConnectFault fault, String detail) {
        return new TargetUnreachableException(names, fault, detail);
    }

    private static InetSocketAddress resolved(Address target) throws TargetUnreachableException {
        try {
            return new InetSocketAddress(InetAddress.getByName(target.host()), target.port());
        } catch (UnknownHostException e) {
            throw new TargetUnreachableException(target.toString(), ConnectFault.UNKNOWN_HOST, ConnectFault.detail(e));
        }
    }

    /// Said before anything is opened: a process without a free descriptor can do little else but fail.
    private void checkDescriptors(int connections) throws TargetUnreachableException {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            long used = os.getOpenFileDescriptorCount();
            long most = os.getMaxFileDescriptorCount();
            if (used + connections + SPARE_DESCRIPTORS > most) {
                throw unreachable(
                        ConnectFault.TOO_MANY_FILES,
                        "%d connections, %d files open, %d to spare, and a limit of %d"
                                .formatted(connections, used, SPARE_DESCRIPTORS, most));
            }
        }
    }

    /// Whether sockets can be bound to a source, and reach all targets from it.
    private void check(InetSocketAddress source) throws TargetUnreachableException {
        String text = source.getAddress().getHostAddress();
        for (InetSocketAddress address : addresses) {
            if (!family(address).equals(family(source))) {
                throw new TargetUnreachableException(
                        names, ConnectFault.UNUSABLE_SOURCE, text + " is of another family than " + address);
            }
        }
        try (SocketChannel channel = SocketChannel.open(family(source))) {
            channel.bind(source);
        } catch (IOException e) {
            throw new TargetUnreachableException(
                    names, ConnectFault.UNUSABLE_SOURCE, text + ": " + ConnectFault.detail(e));
        }
    }
}
