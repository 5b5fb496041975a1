package threadvsloop.harness.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// What options of other load generators (wrk, wrk2, hey, oha, ab, k6, vegeta, bombardier, h2load) are called in
/// `tvl load`, for those whose fingers know another one.
public final class RivalOptions {

    private static final Map<String, String> ADVICE = new HashMap<>();

    /// Single words that other tools write with one dash and picocli would take for a short option with a value.
    private static final List<String> LONG_NAMES = List.of(
            "rate",
            "duration",
            "connections",
            "timeout",
            "header",
            "body",
            "method",
            "workers",
            "max-workers",
            "targets",
            "output",
            "name",
            "insecure",
            "keepalive",
            "redirects",
            "format",
            "lazy",
            "root-certs",
            "host",
            "cpus",
            "disable-keepalive",
            "disable-compression",
            "disable-redirects",
            "h2c",
            "http2");

    static {
        put("latencies are always printed: leave it out", "--latency", "-L", "--u_latency", "--latencies", "-l");
        put(
                "the threads of the generator are --loops N; the number of connections is -c N",
                "-t",
                "--threads",
                "--cpus");
        put("the rate is --rate R, in all requests per second", "-R", "-q", "--qps", "--rps", "--query-per-second");
        put(
                "a load lasts for a time: -d TIME, as in -d 10s",
                "-n",
                "--requests",
                "--iterations",
                "-i",
                "--num-requests");
        put("the time is -d TIME, as in -d 10s", "-z", "--time", "--duration-seconds");
        put(
                "connections are kept open by themselves: leave it out; their number is -c N, and"
                        + " --connection-per-request does without keeping",
                "-k",
                "--keepalive",
                "--keep-alive");
        put(
                "a connection for each request is --connection-per-request",
                "--disable-keepalive",
                "--no-connection-reuse");
        put("the method is -X METHOD", "-m");
        put(
                "a time-out is --timeout TIME (wrk), a content type is -H 'Content-Type: TYPE' (hey, ab)",
                "-T",
                "--content-type");
        put("it is a header: -H 'Accept: TYPE'", "-A");
        put("user and password go into the URL: http://user:password@host/", "-a", "-u", "--user", "--basic-auth");
        put("the body of a file is --body @FILE", "-D", "-p", "--body-file", "-f", "--post-file", "--data-binary");
        put("the body is --body TEXT or --body @FILE", "-b", "--data", "--data-raw", "--json-body");
        put(
                "there are no scripts (wrk): write several requests as --request 'GET /a:9' --request 'POST /b {\"x\":1}';"
                        + " a time-out is --timeout TIME",
                "-s",
                "--script");
        put(
                "users are connections of a closed loop: -c N --closed",
                "--vus",
                "--users",
                "-w",
                "--workers",
                "--concurrency");
        put("users are connections of a closed loop: -c N --closed; pools do not grow", "--max-workers", "--max-vus");
        put(
                "stages of load are --rate 100..2000 (a ramp) or --rate 100,500,0 (equal steps)",
                "--stage",
                "--stages",
                "-S");
        put("several requests are --request 'GET /a:9' --request 'GET /b', servers --also URL", "--targets");
        put(
                "files are written with --out PREFIX, and --json prints one document",
                "-o",
                "-e",
                "-g",
                "--output",
                "--print");
        put("TLS is not supported: write http://host:port/path", "--insecure", "--tls", "--root-certs", "--cacert");
        put("HTTP/1.1 is the only version that is supported", "--http2", "-2", "--h2c", "--h3", "--http-version");
        put("proxies are not supported: write the URL of the server itself", "-x", "--proxy");
        put("the Host header is -H 'Host: NAME'", "--host");
        put("redirects are reported and not followed: leave it out", "--redirects", "--disable-redirects", "--follow");
        put("nothing is asked for in compressed form unless -H 'Accept-Encoding: …' is given", "--disable-compression");
        put(
                "there is no such switch: progress goes to standard error, the result to standard output",
                "--no-tui",
                "--quiet");
    }

    private RivalOptions() {}

    private static void put(String advice, String... words) {
        for (String word : words) {
            ADVICE.put(word, advice);
        }
    }

    /// @param word an option that `tvl load` does not have, maybe with a value at its end
    public static Optional<String> advice(String word) {
        if (word.startsWith("http://") || word.startsWith("https://")) {
            return Optional.of("a second URL, \"" + TargetUrl.masked(word)
                    + "\": further servers are --also URL, further requests of" + " this one --request 'GET /path'");
        }
        String name = word.replaceFirst("=.*", "");
        String shortName = name.matches("-[A-Za-z0-9].+") ? name.substring(0, 2) : name;
        return Stream.of(name, shortName)
                .filter(ADVICE::containsKey)
                .findFirst()
                .map(known -> "unknown option \"" + known + "\": " + ADVICE.get(known));
    }

    /// What is wrong with the first argument that is a long name with one dash, as Go's tools take it. Picocli may well
    /// have taken it for a short option with its value.
    ///
    /// @param load the command `tvl load`
    public static Optional<String> withOneDash(CommandSpec load, List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.replaceFirst("=.*", ""))
                .filter(name -> name.startsWith("-") && name.length() > 2 && LONG_NAMES.contains(name.substring(1)))
                .findFirst()
                .map(name -> "unknown option \"" + name + "\": "
                        + (load.optionsMap().containsKey("-" + name)
                                ? "write -" + name + ", with two dashes"
                                : ADVICE.getOrDefault("-" + name, "see tvl load --help")));
    }
}
