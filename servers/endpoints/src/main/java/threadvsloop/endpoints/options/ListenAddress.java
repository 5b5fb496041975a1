package threadvsloop.endpoints.options;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/// Where a server listens, and how many connections may wait there to be accepted.
///
/// @param port 0 for any free one
/// @param backlog the kernel may allow fewer (`net.core.somaxconn`)
public record ListenAddress(String host, int port, int backlog) {
    private static final Logger LOG = System.getLogger(ListenAddress.class.getName());
    private static final int FIRST_FREE_PORT = 1024;
    private static final int CONNECT_TIMEOUT_MS = 1_000;

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

    /// The system gives its reason in words of its own, which are of the user's language on some systems: what they do
    /// not tell is found out.
    private String explain(IOException e) {
        String reason = String.valueOf(e.getMessage());
        if (!isOfThisMachine()) {
            return host + " is not an address of this machine; try --host 127.0.0.1";
        }
        if (reason.contains("denied") || (port < FIRST_FREE_PORT && !reason.contains("in use") && !isAnswered())) {
            return "port " + port + " needs privileges; choose one above 1023, or let --port 0 choose a free one";
        }
        return "port " + port + " of " + host
                + " is in use; end the process that holds it, or let --port 0 choose a free one";
    }

    private boolean isOfThisMachine() {
        InetAddress address = new InetSocketAddress(host, port).getAddress();
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            LOG.log(Level.DEBUG, "the system does not list its addresses", e);
            return true;
        }
    }

    private boolean isAnswered() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "nobody answers at the port that cannot be had", e);
            return false;
        }
    }
}
