package threadvsloop.netty;

import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;

/// How loops wait for their sockets. Sockets are of their address's own family: a dual-stack one would treat each IPv4
/// peer as mapped into IPv6.
enum Transport {
    /// Netty's own binding to Linux.
    EPOLL {
        @Override
        IoHandlerFactory ioHandlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        ChannelFactory<ServerSocketChannel> listening(InetSocketAddress address) {
            SocketProtocolFamily family = family(address);
            return () -> new EpollServerSocketChannel(family);
        }

        @Override
        ChannelFactory<SocketChannel> connecting(InetSocketAddress address) {
            SocketProtocolFamily family = family(address);
            return () -> new EpollSocketChannel(family);
        }
    },
    /// The JDK's selectors, everywhere else.
    NIO {
        @Override
        IoHandlerFactory ioHandlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        ChannelFactory<ServerSocketChannel> listening(InetSocketAddress address) {
            SocketProtocolFamily family = family(address);
            return () -> new NioServerSocketChannel(SelectorProvider.provider(), family);
        }

        @Override
        ChannelFactory<SocketChannel> connecting(InetSocketAddress address) {
            SocketProtocolFamily family = family(address);
            return () -> new NioSocketChannel(SelectorProvider.provider(), family);
        }
    };

    /// The fastest that this machine has.
    static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    abstract IoHandlerFactory ioHandlers();

    abstract ChannelFactory<ServerSocketChannel> listening(InetSocketAddress address);

    abstract ChannelFactory<SocketChannel> connecting(InetSocketAddress address);

    private static SocketProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }
}
