package threadvsloop.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadvsloop.loadgen.Connections;
import threadvsloop.loadgen.Header;
import threadvsloop.loadgen.RequestKind;
import threadvsloop.loadgen.RequestMix;
import threadvsloop.loadgen.RequestSpec;
import threadvsloop.loadgen.SlowReaders;
import threadvsloop.loadgen.SlowWriters;

/// The options of `tvl load` that say what is asked for, and what connections do.
final class LoadTraffic {

    /// `GET /x`, `/x` or `GET /x:99`: a number after the last colon is a weight.
    private static final Pattern REQUEST = Pattern.compile("(?:(\\S+) )?(/\\S*?)(?::([0-9]+(?:\\.[0-9]+)?))?");

    @Option(
            names = "--request",
            paramLabel = "'[METHOD] TARGET[:WEIGHT]'",
            description = "Instead of the URL's path: one of several requests, drawn by weight; to be repeated.")
    private List<String> requests = new ArrayList<>();

    @Option(
            names = {"-X", "--method"},
            paramLabel = "METHOD",
            defaultValue = "GET",
            description = "Request method (default GET).")
    private String method = "";

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "Request header, of all requests; may be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--body",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Request body, but of GET and HEAD.")
    private String body = "";

    @Option(
            names = "--body-bytes",
            paramLabel = "N",
            description = "Request body of so many bytes instead, but of GET and HEAD.")
    private @Nullable Integer bodyBytes;

    @Option(
            names = "--answer-bytes",
            paramLabel = "N",
            description = "Length that the body of a good answer must have (default any).")
    private long answerBytes = RequestKind.ANY_LENGTH;

    @Option(
            names = "--connection-per-request",
            description = "Opens a connection for every request, which asks for its end; -c is how many at once.")
    private boolean connectionPerRequest;

    @Option(
            names = "--idle",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many of the connections are held open and never used (default 0).")
    private int idle;

    @Option(
            names = "--slow-readers",
            paramLabel = "N",
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
            defaultValue = "65536",
            description = "What each slow reader reads per second at most (default 65536).")
    private long slowRate;

    @Option(
            names = "--slow-writers",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many of the connections write requests slowly, again and again (default 0).")
    private int slowWriters;

    @Option(
            names = "--slow-write-request",
            paramLabel = "'[METHOD] TARGET'",
            defaultValue = "POST /echo",
            description = "What slow writers send (default POST /echo).")
    private String slowWriteRequest = "";

    @Option(
            names = "--slow-write-body",
            paramLabel = "BYTES",
            defaultValue = "65536",
            description = "Length of its body (default 65536).")
    private int slowWriteBody;

    @Option(
            names = "--slow-write-rate",
            paramLabel = "BYTES",
            defaultValue = "1024",
            description = "What each slow writer writes per second at most (default 1024).")
    private long slowWriteRate;

    /// @param number of all connections
    Connections connections(int number, double openedPerSecond) {
        return new Connections(number, openedPerSecond, connectionPerRequest, idle, slowReaders(), slowWriters());
    }

    /// @param target of the URL
    RequestMix mix(String target) {
        if (requests.isEmpty()) {
            return new RequestMix(List.of(kind(request(method, target), 1)));
        }
        if (!target.equals("/")) {
            throw new UsageException("--request and a path in the URL: leave out the path " + target);
        }
        return new RequestMix(requests.stream().map(this::kind).toList());
    }

    private @Nullable SlowReaders slowReaders() {
        if (slowReaders == 0) {
            return null;
        }
        Matcher asked = parsed("--slow-request", slowRequest);
        return new SlowReaders(slowReaders, request(asked), slowRate);
    }

    private @Nullable SlowWriters slowWriters() {
        if (slowWriters == 0) {
            return null;
        }
        Matcher asked = parsed("--slow-write-request", slowWriteRequest);
        String verb = asked.group(1) == null ? "POST" : asked.group(1);
        byte[] written = RequestSpec.letters(slowWriteBody);
        return new SlowWriters(
                slowWriters, new RequestSpec(verb, asked.group(2), allHeaders(), written), slowWriteRate);
    }

    private RequestKind kind(String text) {
        Matcher asked = parsed("--request", text);
        return kind(request(asked), asked.group(3) == null ? 1 : Double.parseDouble(asked.group(3)));
    }

    private RequestKind kind(RequestSpec request, double weight) {
        return RequestKind.of(request, weight).answeredBy(answerBytes);
    }

    private static Matcher parsed(String option, String text) {
        Matcher matcher = REQUEST.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException(option + " \"" + text + "\": write it as 'GET /path' or 'GET /path:99'");
        }
        return matcher;
    }

    private RequestSpec request(Matcher asked) {
        return request(asked.group(1) == null ? method : asked.group(1), asked.group(2));
    }

    private RequestSpec request(String method, String target) {
        return new RequestSpec(method, target, allHeaders(), body(method));
    }

    private List<Header> allHeaders() {
        return headers.stream().map(LoadTraffic::header).toList();
    }

    private byte[] body(String method) {
        if (method.equals("GET") || method.equals("HEAD")) {
            if (requests.isEmpty() && (bodyBytes != null || !body.isEmpty())) {
                throw new UsageException("a body, and method " + method + ": add -X POST");
            }
            return new byte[0];
        }
        return bodyBytes == null ? body.getBytes(UTF_8) : RequestSpec.letters(bodyBytes);
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
