package threadvsloop.harness.catalogue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The wait that a request's path asks for, as servers/CONTRACT.md has it: `/wait/20`, `/upstream/3/20?parallel`.
///
/// @param before the request up to the wait
/// @param ms the wait
/// @param inTurn how many such waits follow one another
/// @param ofUpstream whether it is the upstream that waits
/// @param after the request from the wait on
public record AskedWait(String before, double ms, int inTurn, boolean ofUpstream, String after) {

    private static final String HERE = "wait|block|offload|db/wait|deep/\\d+";
    private static final String UPSTREAM = "(?:upstream|page)/(?<calls>\\d+)";
    private static final Pattern WAITING =
            Pattern.compile("(?<before>\\S+ /(?:" + HERE + "|" + UPSTREAM + ")/)(?<ms>\\d+)(?<after>\\?parallel)?");

    /// @param request method and path, as in `GET /wait/20`
    /// @return empty if it asks for none
    public static Optional<AskedWait> of(String request) {
        Matcher found = WAITING.matcher(request);
        if (!found.matches()) {
            return Optional.empty();
        }
        String calls = found.group("calls");
        String after = found.group("after");
        return Optional.of(new AskedWait(
                found.group("before"),
                Double.parseDouble(found.group("ms")),
                calls == null || after != null ? 1 : Integer.parseInt(calls),
                calls != null,
                after == null ? "" : after));
    }

    /// The least time that an answer takes: calls in turn wait one after another, calls at once together.
    public double leastMs() {
        return inTurn * ms;
    }

    /// Whether it is a timer of the server itself that ends the wait, and not that of an upstream or a database.
    public boolean byOwnTimer() {
        return !ofUpstream && !before.contains(" /db/");
    }

    /// The same request with waits of 1 ms: a cold server sees many of them in little time.
    public String hasty() {
        return before + 1 + after;
    }
}
