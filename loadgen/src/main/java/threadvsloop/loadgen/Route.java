package threadvsloop.loadgen;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Where a connection comes from and goes to, and the requests as they are sent there. Used by one loop.
final class Route {
    final InetSocketAddress target;

    /// Null for the system's choice; its port is 0, which is the system's choice too.
    final @Nullable InetSocketAddress source;

    /// By index of [LoadOptions#kinds].
    final Wire[] wires;

    Route(InetSocketAddress target, @Nullable InetSocketAddress source, Wire[] wires) {
        this.target = target;
        this.source = source;
        this.wires = wires;
    }
}
