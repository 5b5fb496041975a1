package threadvsloop.loadgen.engine;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.http.Wire;
import threadvsloop.model.load.Address;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.measured.ConnectFault;

/// The servers that load is put on, resolved, and the local addresses that it comes from.
///
/// @param addresses of all targets, in their order, those that are not used included
/// @param sources empty for the system's choice
/// @param names of the servers, for messages
record Targets(List<TargetAddress> addresses, List<InetSocketAddress> sources, String names) {
    /// Files that the rest of the process may need meanwhile.
    private static final int SPARE_DESCRIPTORS = 64;

    /// @param stop ends the wait for addresses of a name
    /// @throws TargetUnreachableException if a name is not known, a source is not an address of this machine,
    ///     or this process may not open so many connections
    static Targets of(LoadOptions options, CountDownLatch stop)
            throws TargetUnreachableException, InterruptedException {
        List<InetSocketAddress> sources = options.sources().stream()
                .map(source -> new InetSocketAddress(InetAddress.ofLiteral(source), 0))
                .toList();
        List<TargetAddress> addresses = new ArrayList<>();
        for (Address target : options.targets()) {
            List<TargetAddress> found = ofSources(resolved(target), sources);
            addresses.addAll(found.size() == 1 ? found : AddressProbe.of(found, sources, options.timeout(), stop));
        }
        String names = options.targets().stream().map(Address::toString).collect(Collectors.joining(", "));
        Targets targets = new Targets(addresses, sources, names);
        targets.checkDescriptors(options.connections().number());
        for (InetSocketAddress source : sources) {
            targets.check(source);
        }
        return targets;
    }

    /// The requests as each target is sent them, which loops take theirs of.
    Map<Address, Wire[]> wires(LoadOptions options) {
        return options.targets().stream()
                .distinct()
                .collect(Collectors.toMap(target -> target, target -> Wire.of(options, target)));
    }

    /// The routes of one loop, every pair of an address that is used and a source of its family.
    ///
    /// @param all from [#wires]
    Route[] routes(Map<Address, Wire[]> all) {
        List<@Nullable InetSocketAddress> from = new ArrayList<>(sources);
        if (from.isEmpty()) {
            from.add(null);
        }
        Map<Address, Wire[]> wires = new HashMap<>();
        List<Route> routes = new ArrayList<>();
        for (InetSocketAddress source : from) {
            for (TargetAddress to : addresses) {
                if (to.isUsed()
                        && (source == null || TargetAddress.family(source).equals(to.family()))) {
                    Wire[] sent = wires.computeIfAbsent(
                            to.target(), target -> ofAnotherLoop(Objects.requireNonNull(all.get(target))));
                    routes.add(new Route(to, source, sent, addresses.size() > 1));
                }
            }
        }
        return routes.toArray(Route[]::new);
    }

    private static Wire[] ofAnotherLoop(Wire[] wires) {
        return Arrays.stream(wires).map(Wire::ofAnotherLoop).toArray(Wire[]::new);
    }

    TargetUnreachableException unreachable(IOException e) {
        return unreachable(ConnectFault.of(e), ConnectFault.detail(e));
    }

    TargetUnreachableException unreachable(ConnectFault fault, String detail) {
        return new TargetUnreachableException(names, fault, detail);
    }

    private static List<TargetAddress> resolved(Address target) throws TargetUnreachableException {
        try {
            return TargetAddress.of(target);
        } catch (UnknownHostException e) {
            throw new TargetUnreachableException(target.toString(), ConnectFault.UNKNOWN_HOST, ConnectFault.detail(e));
        }
    }

    /// Of a name's addresses, those that can be reached from a source; all if there are none.
    private static List<TargetAddress> ofSources(List<TargetAddress> found, List<InetSocketAddress> sources) {
        List<TargetAddress> fit = found.stream()
                .filter(address -> sources.stream()
                        .anyMatch(source -> TargetAddress.family(source).equals(address.family())))
                .toList();
        return fit.isEmpty() ? found : fit;
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

    /// Whether sockets can be bound to a source, and reach each target from it.
    private void check(InetSocketAddress source) throws TargetUnreachableException {
        String text = source.getAddress().getHostAddress();
        for (TargetAddress address : addresses) {
            boolean reaches = addresses.stream()
                    .anyMatch(other -> other.target().equals(address.target())
                            && other.family().equals(TargetAddress.family(source)));
            if (!reaches) {
                throw new TargetUnreachableException(
                        names, ConnectFault.UNUSABLE_SOURCE, text + " is of another family than " + address.text());
            }
        }
        try (SocketChannel channel = SocketChannel.open(TargetAddress.family(source))) {
            channel.bind(source);
        } catch (IOException e) {
            throw new TargetUnreachableException(
                    names, ConnectFault.UNUSABLE_SOURCE, text + ": " + ConnectFault.detail(e));
        }
    }
}
