package threadvsloop.truth;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import threadvsloop.truth.Behaviour.Ending;

/// What each path stands for.
///
/// | path | answer |
/// |---|---|
/// | `/null` | five bytes, at once |
/// | `/constant/US` | after so many microseconds |
/// | `/exponential/FLOOR_US/MEAN_US` | after a floor and an exponentially distributed time of that mean |
/// | `/stall/STALL_US/PERIOD_US` | at once, but at the end of the stall that ends each period |
/// | `/pieces/BYTES/GAP_US` | in pieces of so many bytes, so far apart |
/// | `/close` | none: the connection is closed |
/// | `/close/head`, `/close/body` | the head's beginning, or one byte less than announced, then the end |
/// | `/close/after` | a good one that says `Connection: close` and means it |
/// | `/reset` | none: the connection is reset |
/// | `/extra` | one byte more than announced |
/// | `/twice` | the good answer two times |
/// | `/short` | four bytes instead of five, as announced |
/// | `/garbage` | no HTTP at all |
/// | `/status/CODE` | that status, no body |
final class Paths {
    static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello";

    private static final Timing AT_ONCE = new Timing.AtOnce();
    private static final long MOST_US = TimeUnit.HOURS.toMicros(1);

    private Paths() {}

    /// Empty for a path that stands for nothing, or whose numbers are out of range.
    static Optional<Behaviour> behaviour(String path) {
        try {
            return parse(path.substring(1).split("/", -1));
        } catch (IllegalArgumentException e) {
            // The client is told by a status of 404 that lists no reason: the table above is for people.
            return Optional.empty();
        }
    }

    private static Optional<Behaviour> parse(String[] words) {
        return switch (words[0] + " " + (words.length - 1)) {
            case "null 0" -> Optional.of(Behaviour.of(AT_ONCE, HELLO));
            case "constant 1" -> Optional.of(Behaviour.of(new Timing.After(ns(words[1])), HELLO));
            case "exponential 2" ->
                Optional.of(Behaviour.of(new Timing.Exponential(ns(words[1]), ns(words[2])), HELLO));
            case "stall 2" -> Optional.of(Behaviour.of(new Timing.Stall(ns(words[1]), ns(words[2])), HELLO));
            case "pieces 2" -> Optional.of(Behaviour.inPieces(HELLO, Integer.parseInt(words[1]), ns(words[2])));
            case "close 0" -> Optional.of(Behaviour.of(AT_ONCE, "", Ending.CLOSE));
            case "close 1" -> closing(words[1]);
            case "reset 0" -> Optional.of(Behaviour.of(AT_ONCE, "", Ending.RESET));
            case "extra 0" -> Optional.of(Behaviour.of(AT_ONCE, HELLO + "!"));
            case "twice 0" -> Optional.of(Behaviour.of(AT_ONCE, HELLO + HELLO));
            case "short 0" -> Optional.of(Behaviour.of(AT_ONCE, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nHell"));
            case "garbage 0" -> Optional.of(Behaviour.of(AT_ONCE, "gar\r\nbage\0"));
            case "status 1" -> Optional.of(Behaviour.of(AT_ONCE, status(Integer.parseInt(words[1]))));
            default -> Optional.empty();
        };
    }

    private static Optional<Behaviour> closing(String where) {
        return switch (where) {
            case "head" -> Optional.of(Behaviour.of(AT_ONCE, "HTTP/1.1 200 OK\r\nContent-Le", Ending.CLOSE));
            case "body" ->
                Optional.of(Behaviour.of(AT_ONCE, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nHello", Ending.CLOSE));
            case "after" ->
                Optional.of(Behaviour.of(
                        AT_ONCE,
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nHello",
                        Ending.CLOSE));
            default -> Optional.empty();
        };
    }

    /// The answer to a path that stands for nothing.
    static Behaviour unknown() {
        return Behaviour.of(AT_ONCE, status(404));
    }

    private static String status(int code) {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("a status must be 200 to 599, not " + code);
        }
        return "HTTP/1.1 " + code + " So Be It\r\nContent-Length: 0\r\n\r\n";
    }

    private static long ns(String microseconds) {
        long us = Long.parseLong(microseconds);
        if (us < 0 || us > MOST_US) {
            throw new IllegalArgumentException("a time must be 0 to " + MOST_US + " µs, not " + us);
        }
        return TimeUnit.MICROSECONDS.toNanos(us);
    }
}
