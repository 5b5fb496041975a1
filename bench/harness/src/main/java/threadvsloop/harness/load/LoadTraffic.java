package threadvsloop.harness.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threadvsloop.harness.Quantities;
import threadvsloop.harness.UsageException;
import threadvsloop.model.load.Connections;
import threadvsloop.model.load.Header;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;

/// The options of `tvl load` that say what is asked for, and what connections do.
final class LoadTraffic {

    @Option(
            names = "--request",
            paramLabel = "'[METHOD] TARGET[:WEIGHT] [BODY|@FILE]'",
            description =
                    "Instead of the URL's path: one of several requests, drawn by weight; to be repeated. A number"
                            + " behind the last colon is the weight; for the path /a:30 write /a:30:1.")
    private List<String> requests = new ArrayList<>();

    @Option(
            names = {"-X", "--method"},
            paramLabel = "METHOD",
            description = "Request method (default GET).")
    private @Nullable String method;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "Request header, of all requests; may be repeated.")
    private List<String> headers = new ArrayList<>();

    @Mixin
    private LoadBody body = new LoadBody();

    @Option(
            names = "--answer-bytes",
            paramLabel = "N",
            converter = Quantities.Bytes.class,
            description = "Length that the body of a good answer must have (default any).")
    private long answerBytes = RequestKind.ANY_LENGTH;

    @Option(
            names = "--connection-per-request",
            description = "Opens a connection for every request, which asks for its end; -c is how many at once.")
    private boolean connectionPerRequest;

    @Option(
            names = "--idle",
            paramLabel = "N",
            converter = Quantities.Count.class,
            defaultValue = "0",
            description = "How many of the connections are held open and never used (default 0).")
    private int idle;

    @Option(
            names = "--slow-readers",
            paramLabel = "N",
            converter = Quantities.Count.class,
            defaultValue = "0",
            description = "How many of the connections read slowly what --slow-request asks for (default 0).")
    private int slowReaders;

    @Option(
            names = "--slow-request",
            paramLabel = "'[METHOD] TARGET'",
            defaultValue = "/bytes/1048576",
            description = "What slow readers ask for (default /bytes/1048576).")
    private String slowRequest = "";

    @Option(
            names = "--slow-rate",
            paramLabel = "BYTES",
            converter = Quantities.Bytes.class,
            defaultValue = "65536",
            description = "What each slow reader reads per second at most (default 65536).")
    private long slowRate;

    @Option(
            names = "--slow-writers",
            paramLabel = "N",
            converter = Quantities.Count.class,
            defaultValue = "0",
            description = "How many of the connections write requests slowly, again and again (default 0).")
    private int slowWriters;

    @Option(
            names = "--slow-write-request",
            paramLabel = "'[METHOD] TARGET'",
            defaultValue = "POST /echo",
            description = "What slow writers send, with a body of --slow-write-body (default POST /echo).")
    private String slowWriteRequest = "";

    @Option(
            names = "--slow-write-body",
            paramLabel = "BYTES",
            converter = Quantities.Bytes.class,
            defaultValue = "65536",
            description = "Length of its body (default 65536).")
    private long slowWriteBody;

    @Option(
            names = "--slow-write-rate",
            paramLabel = "BYTES",
            converter = Quantities.Bytes.class,
            defaultValue = "1024",
            description = "What each slow writer writes per second at most (default 1024).")
    private long slowWriteRate;

    /// A user who sends `Connection: close` wants a connection for each request.
    ///
    /// @param number of all connections
    Connections connections(int number, double openedPerSecond) {
        return new Connections(
                number,
                openedPerSecond,
                connectionPerRequest || allHeaders().stream().anyMatch(LoadTraffic::closes),
                idle,
                slowReaders(),
                slowWriters());
    }

    private static boolean closes(Header header) {
        return header.name().equalsIgnoreCase("Connection")
                && Arrays.stream(header.value().split(","))
                        .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    }

    /// @param url whose target is asked for if no `--request` is given
    RequestMix mix(TargetUrl url) {
        if (requests.isEmpty()) {
            return RequestMix.named(List.of(kind(request(url, new RequestText(null, url.target(), null, null)), 1)));
        }
        if (!url.target().equals("/")) {
            throw new UsageException("--request and a path in the URL: leave out the path " + url.target());
        }
        List<RequestText> asked = requests.stream()
                .map(text -> RequestText.weighted("--request", text))
                .toList();
        checkWeight(asked);
        return RequestMix.named(asked.stream()
                .map(one -> kind(request(url, one), one.weight() == null ? 1 : one.weight()))
                .toList());
    }

    /// One request needs no weight, so it may be meant as part of the path.
    private void checkWeight(List<RequestText> asked) {
        RequestText first = asked.getFirst();
        if (asked.size() == 1 && first.weight() != null && !(first.weight() == 1 && first.endsLikeAWeight())) {
            String text = requests.getFirst();
            throw new UsageException(
                    "--request \"" + text + "\": a single request needs no weight; leave it out, or, if"
                            + " it belongs to the path, write a weight behind it as in /a:30:1");
        }
    }

    private @Nullable SlowReaders slowReaders() {
        if (slowReaders == 0) {
            return null;
        }
        RequestText asked = RequestText.plain("--slow-request", slowRequest);
        String verb = asked.method() == null ? "GET" : asked.method();
        byte[] sent = asked.body() != null
                ? body.of("--slow-request", asked.body())
                : RequestText.takesNoBody(verb) ? new byte[0] : body.bytes();
        return new SlowReaders(slowReaders, new RequestSpec(verb, asked.target(), allHeaders(), sent), slowRate);
    }

    private @Nullable SlowWriters slowWriters() {
        if (slowWriters == 0) {
            return null;
        }
        RequestText asked = RequestText.plain("--slow-write-request", slowWriteRequest);
        String verb = asked.method() == null ? "POST" : asked.method();
        byte[] written = asked.body() != null
                ? body.of("--slow-write-request", asked.body())
                : LoadBody.letters("--slow-write-body", slowWriteBody);
        return new SlowWriters(
                slowWriters, new RequestSpec(verb, asked.target(), allHeaders(), written), slowWriteRate);
    }

    private RequestKind kind(RequestSpec request, double weight) {
        return RequestKind.of(request, weight).answeredBy(answerBytes);
    }

    private RequestSpec request(TargetUrl url, RequestText asked) {
        String named = asked.method() == null ? method : asked.method();
        byte[] sent = asked.body() == null ? body(named) : body.of("--request", asked.body());
        return new RequestSpec(named == null ? "GET" : named, asked.target(), headers(url), sent);
    }

    /// @param named the method that the user named; null for none
    private byte[] body(@Nullable String named) {
        if (body.isGiven() && named == null) {
            throw new UsageException("a body, and no method: add -X POST, or -X GET to send it with GET");
        }
        return body.bytes();
    }

    /// With what the URL's user info stands for, unless the user has given that too.
    private List<Header> headers(TargetUrl url) {
        List<Header> all = new ArrayList<>(allHeaders());
        if (all.stream().noneMatch(header -> header.name().equalsIgnoreCase("Authorization"))) {
            url.authorization().ifPresent(all::add);
        }
        return all;
    }

    private List<Header> allHeaders() {
        return headers.stream().map(LoadTraffic::header).toList();
    }

    private static Header header(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new UsageException("--header \"" + text + "\": write it as 'Name: value'");
        }
        return new Header(
                text.substring(0, colon).strip(), text.substring(colon + 1).strip());
    }
}
