package threadvsloop.harness.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import threadvsloop.harness.UsageException;
import threadvsloop.model.load.Address;

/// The options of `tvl load` that say where connections go to and come from, beside the URL.
final class LoadAddresses {

    @Option(
            names = "--also",
            paramLabel = "URL",
            description =
                    "A further server, as http://host:port: connections go to all of them in turn; to be repeated.")
    private List<String> also = new ArrayList<>();

    @Option(
            names = "--source",
            paramLabel = "ADDRESS[,ADDRESS…]",
            split = ",",
            description =
                    "Local addresses that connections come from in turn, as 127.0.0.2,127.0.0.3: each has ports of"
                            + " its own (default: the system's choice).")
    private List<String> sources = new ArrayList<>();

    /// All servers, the URL's first. They are asked the same, so all that differs is where they are.
    List<Address> targets(TargetUrl first) {
        return Stream.concat(
                        Stream.of(first.address()),
                        also.stream().map(text -> further(first, text).address()))
                .toList();
    }

    private static TargetUrl further(TargetUrl first, String text) {
        TargetUrl url = TargetUrl.parse(text);
        String shown = "--also " + TargetUrl.masked(text) + ": all servers are asked the same: ";
        if (!url.target().equals("/") && !url.target().equals(first.target())) {
            throw new UsageException(shown + "leave out "
                    + (url.target().contains("?") ? "path and query " : "the path ") + url.target());
        }
        if (!url.userInfo().isEmpty() && !url.userInfo().equals(first.userInfo())) {
            throw new UsageException(shown + "give user and password with the first URL");
        }
        return url;
    }

    List<String> sources() {
        return sources;
    }
}
