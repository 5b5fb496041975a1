package threadvsloop.loadgen.engine;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import threadvsloop.model.load.Address;

/// One address of a server.
///
/// @param unused why no connection is to go there; empty for an address that is used
record TargetAddress(Address target, InetSocketAddress socket, String unused) {
    /// What people leave out of an IPv6 address.
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?=:|%|$):?");

    /// All addresses of a target: one of a literal, of a name as many as it has. `localhost` has both loopback
    /// addresses whatever a hosts file says (RFC 6761, section 6.3), for servers listen on either.
    ///
    /// @throws UnknownHostException if the name has none
    static List<TargetAddress> of(Address target) throws UnknownHostException {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        String name = target.host().toLowerCase(Locale.ROOT);
        boolean local = name.equals("localhost") || name.endsWith(".localhost");
        try {
            addresses.addAll(Arrays.asList(InetAddress.getAllByName(target.host())));
        } catch (UnknownHostException e) {
            if (!local) {
                throw e;
            }
        }
        if (local) {
            addresses.add(InetAddress.ofLiteral("127.0.0.1"));
            addresses.add(InetAddress.ofLiteral("::1"));
        }
        return addresses.stream()
                .map(address -> new TargetAddress(target, new InetSocketAddress(address, target.port()), ""))
                .toList();
    }

    TargetAddress unused(String why) {
        return new TargetAddress(target, socket, why);
    }

    boolean isUsed() {
        return unused.isEmpty();
    }

    /// What a connection's socket must be able to address.
    ProtocolFamily family() {
        return family(socket);
    }

    static ProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
    }

    /// `127.0.0.1:8080`, `[::1]:8080`.
    String text() {
        String host = ZEROS.matcher(socket.getAddress().getHostAddress()).replaceFirst("::");
        return host.contains(":") ? "[" + host + "]:" + socket.getPort() : host + ":" + socket.getPort();
    }
}
