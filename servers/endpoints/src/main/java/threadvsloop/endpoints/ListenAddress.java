package threadvsloop.endpoints;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/// Where a server listens, and how many connections may wait there to be accepted.
///
/// @param port 0 for any free one
/// @param backlog the kernel may allow fewer (`net.core.somaxconn`)
public record ListenAddress(String host, int port, int backlog) {

    public static ListenAddress of(Options options) throws UsageException {
        return new ListenAddress(options.get(Option.HOST), options.get(Option.PORT), options.get(Option.BACKLOG));
    }

    /// What to bind a socket to.
    ///
    /// @throws UsageException if the host is unknown, with the remedy
    public InetSocketAddress resolve() throws UsageException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UsageException(host + " is not an address of this machine; try --host 127.0.0.1");
        }
        return address;
    }

    /// Opens a channel that listens here.
    ///
    /// @throws UsageException if the host is unknown or the port taken, with the remedy
    public ServerSocketChannel open() throws UsageException, IOException {
        InetSocketAddress address = resolve();
        // A socket of the address's own family: a dual-stack one would treat each IPv4 peer as mapped into IPv6.
        boolean ipv4 = address.getAddress() instanceof Inet4Address;
        ServerSocketChannel channel =
                ServerSocketChannel.open(ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return channel.bind(address, backlog);
        } catch (BindException e) {
            channel.close();
            throw cannotBind(e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// What to tell the user when the socket cannot be bound.
    ///
    /// @param e as the system's refusal was reported, with its reason in the message
    public UsageException cannotBind(IOException e) {
        return new UsageException(explain(e));
    }

    private String explain(IOException e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.contains("in use")) {
            return "port " + port + " of " + host
                    + " is in use; end the process that holds it, or let --port 0 choose a free one";
        }
        if (reason.contains("denied")) {
            return "port " + port + " needs privileges; choose one above 1023, or let --port 0 choose a free one";
        }
        return host + " is not an address of this machine; try --host 127.0.0.1";
    }
}
