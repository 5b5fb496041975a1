package threadvsloop.harness;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import threadvsloop.loadgen.Address;

/// The options of `tvl load` that say where connections go to and come from, beside the URL.
final class LoadAddresses {

    private static final int HTTP_PORT = 80;

    @Option(
            names = "--also",
            paramLabel = "URL",
            description =
                    "A further server, as http://host:port: connections go to all of them in turn; to be repeated.")
    private List<URI> also = new ArrayList<>();

    @Option(
            names = "--source",
            paramLabel = "ADDRESS[,ADDRESS…]",
            split = ",",
            description =
                    "Local addresses that connections come from in turn, as 127.0.0.2,127.0.0.3: each has ports of"
                            + " its own (default: the system's choice).")
    private List<String> sources = new ArrayList<>();

    /// @param first checked before
    List<Address> targets(URI first) {
        for (URI further : also) {
            check(further);
            if (!further.getRawPath().isEmpty() && !further.getRawPath().equals("/")) {
                throw new UsageException("--also " + further + ": all servers are asked the same: leave out the path "
                        + further.getRawPath());
            }
        }
        return Stream.concat(Stream.of(first), also.stream())
                .map(LoadAddresses::address)
                .toList();
    }

    /// An IPv6 address stands in brackets in a URL only.
    private static Address address(URI url) {
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        return new Address(host, url.getPort() < 0 ? HTTP_PORT : url.getPort());
    }

    List<String> sources() {
        return sources;
    }

    static void check(URI url) {
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new UsageException("\"" + url + "\" is not an http URL: write http://host:port/path");
        }
    }
}
