package threadvsloop.model.load;

/// Where a server listens.
///
/// @param host a name in ASCII, or an address, of IPv6 also with its zone as `fe80::1%eth0`; resolved once, when the
/// run
///     begins
/// @param port 1 to 65,535
public record Address(String host, int port) {
    private static final int HTTP_PORT = 80;

    public Address {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty, not '" + host + "'");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65,535, not '" + port + "'");
        }
    }

    /// As it stands in a URL and a `Host` header: without the port that goes without saying, and without an IPv6
    /// address's zone, which means something on this machine only. `127.0.0.1:8080`, `[::1]`.
    public String authority() {
        String bare = host.contains("%") ? host.substring(0, host.indexOf('%')) : host;
        return port == HTTP_PORT ? bracketed(bare) : bracketed(bare) + ":" + port;
    }

    /// All of it, for messages: `127.0.0.1:80`, `[fe80::1%eth0]:8080`.
    @Override
    public String toString() {
        return bracketed(host) + ":" + port;
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
