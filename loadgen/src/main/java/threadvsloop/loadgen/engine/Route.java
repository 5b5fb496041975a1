package threadvsloop.loadgen.engine;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.http.Wire;
import threadvsloop.loadgen.record.AddressTally;

/// Where a connection comes from and goes to, and the requests as they are sent there. Used by one loop.
final class Route {
    final TargetAddress to;
    final InetSocketAddress target;

    /// Null for the system's choice; its port is 0, which is the system's choice too.
    final @Nullable InetSocketAddress source;

    /// By index of `LoadOptions.kinds`.
    final Wire[] wires;

    /// Null where there is one address only, for which the totals speak.
    final @Nullable AddressTally tally;

    /// @param oneOfSeveral whether figures are kept of this address
    Route(TargetAddress to, @Nullable InetSocketAddress source, Wire[] wires, boolean oneOfSeveral) {
        this.to = to;
        this.target = to.socket();
        this.source = source;
        this.wires = wires;
        this.tally = oneOfSeveral ? new AddressTally() : null;
    }
}
