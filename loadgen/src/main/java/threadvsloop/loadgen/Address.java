package threadvsloop.loadgen;

/// Where a server listens.
///
/// @param host a name or an address; resolved once, when the run begins
/// @param port 1 to 65,535
public record Address(String host, int port) {
    public Address {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty, not '" + host + "'");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65,535, not '" + port + "'");
        }
    }

    /// As it stands in a URL or a `Host` header: `127.0.0.1:8080`, `[::1]:8080`.
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
