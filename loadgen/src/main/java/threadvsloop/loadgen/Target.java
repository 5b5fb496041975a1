package threadvsloop.loadgen;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// The server that load is put on.
record Target(String host, InetSocketAddress address) {
    /// Files that the rest of the process may need meanwhile.
    private static final int SPARE_DESCRIPTORS = 64;

    /// @throws TargetUnreachableException if the name is not known, or this process may not open so many connections
    static Target of(LoadOptions options) throws TargetUnreachableException {
        try {
            InetAddress address = InetAddress.getByName(options.host());
            Target target = new Target(options.host(), new InetSocketAddress(address, options.port()));
            target.checkDescriptors(options.connections());
            return target;
        } catch (UnknownHostException e) {
            throw new TargetUnreachableException(
                    options.host(), options.port(), ConnectFault.UNKNOWN_HOST, ConnectFault.detail(e));
        }
    }

    TargetUnreachableException unreachable(IOException e) {
        return unreachable(ConnectFault.of(e), ConnectFault.detail(e));
    }

    TargetUnreachableException unreachable(ConnectFault fault, String detail) {
        return new TargetUnreachableException(host, address.getPort(), fault, detail);
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
}
