package threadvsloop.endpoints.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An option of a server's command line and how its value is read.
///
/// @param name with its leading dashes
/// @param form what a value must be, as the end of a sentence
/// @param defaultText the value when the option is not given, written as one would give it
/// @param reader reads a value; throws IllegalArgumentException if it is not of the form
public record Option<T>(String name, String form, String defaultText, Reader<T> reader) {

    private static final String NONE = "none";

    public static final Option<String> HOST = token("--host", "127.0.0.1");
    public static final Option<Integer> PORT = wholeNumber("--port", 0, 65_535, 0);
    public static final Option<Integer> BACKLOG = wholeNumber("--backlog", 1, 65_535, 4096);
    public static final Option<Integer> OFFLOAD = wholeNumber("--offload", 1, 1024, 4);

    /// The name in the catalogue, which the server gives in its `Server` header field. Empty: as its mode is called.
    public static final Option<String> CONTESTANT = new Option<>(
            "--contestant", "1 to 64 letters, digits, dots, dashes or underscores", "", Option::identifier);

    /// Zero for none.
    public static final Option<Duration> IDLE_TIMEOUT =
            new Option<>("--idle-timeout", "none or a number with ms, s or m, such as 30s", NONE, Option::duration);

    /// Where `/upstream` and `/page` find the other server.
    public static final Option<Optional<HostPort>> UPSTREAM =
            new Option<>("--upstream", "none or host:port, such as 127.0.0.1:9000", NONE, orNone(HostPort::parse));

    /// For the whole server: several loops or processes share it out.
    public static final Option<Integer> UPSTREAM_POOL = wholeNumber("--upstream-pool", 1, 65_535, 10_000);

    /// Where `/db` finds PostgreSQL.
    public static final Option<Optional<DatabaseUrl>> DATABASE = new Option<>(
            "--database", "none or postgresql://user:password@host:port/name", NONE, orNone(DatabaseUrl::parse));

    /// For the whole server: several loops or processes share it out.
    public static final Option<Integer> DATABASE_POOL = wholeNumber("--db-pool", 1, 1024, 16);

    /// The directory behind `/file`; made and filled if need be.
    public static final Option<Path> FILES = new Option<>(
            "--files",
            "a directory",
            Path.of(System.getProperty("java.io.tmpdir"), "tvl-files-" + System.getProperty("user.name"))
                    .toString(),
            Path::of);

    /// What every server takes.
    public static final List<Option<?>> COMMON = List.of(
            HOST,
            PORT,
            BACKLOG,
            IDLE_TIMEOUT,
            OFFLOAD,
            UPSTREAM,
            UPSTREAM_POOL,
            DATABASE,
            DATABASE_POOL,
            FILES,
            CONTESTANT);

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,10}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    /// Turns text into a value, or refuses.
    public interface Reader<T> {
        /// @throws IllegalArgumentException if the text is not of the option's form
        T read(String text);
    }

    /// A number within bounds, both included.
    public static Option<Integer> wholeNumber(String name, int min, int max, int byDefault) {
        Reader<Integer> reader = text -> {
            // Java's own reader takes the digits of all scripts, and a plus sign.
            if (!WHOLE_NUMBER.matcher(text).matches()) {
                throw new IllegalArgumentException(text);
            }
            long value = Long.parseLong(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException(value + " is not from " + min + " to " + max);
            }
            return (int) value;
        };
        return new Option<>(name, "a whole number from " + min + " to " + max, Integer.toString(byDefault), reader);
    }

    /// [#COMMON] and what one server takes besides.
    public static List<Option<?>> commonAnd(Option<?>... own) {
        return Stream.concat(COMMON.stream(), Arrays.stream(own)).toList();
    }

    /// The value that the text stands for.
    T read(String text) throws UsageException {
        try {
            return reader.read(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(name + " must be " + form + ", not \"" + text + '"');
        }
    }

    private static <T> Reader<Optional<T>> orNone(Reader<T> reader) {
        return text -> text.equals(NONE) ? Optional.empty() : Optional.of(reader.read(text));
    }

    private static Option<String> token(String name, String byDefault) {
        return new Option<>(name, "a name or an address without blanks", byDefault, text -> {
            if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
    }

    private static String identifier(String text) {
        if (!text.matches("[A-Za-z0-9._-]{0,64}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Duration duration(String text) {
        if (text.equals(NONE)) {
            return Duration.ZERO;
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
