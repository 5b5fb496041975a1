package threadvsloop.endpoints.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How `--threads` names a pool of so many threads, alike on every server that has one: `pool:200`.
public final class PoolSize {
    private static final int MAX = 65_535;
    private static final Pattern FORM = Pattern.compile("pool:(\\d{1,5})");

    private PoolSize() {}

    /// What the text must be, as the end of a sentence.
    public static String form(int min) {
        return "pool:N with N from " + min + " to " + MAX;
    }

    /// @param min the fewest threads that will do
    /// @throws IllegalArgumentException if the text is not of that form
    public static int parse(String text, int min) {
        Matcher pool = FORM.matcher(text);
        if (!pool.matches()) {
            throw new IllegalArgumentException(text);
        }
        int size = Integer.parseInt(pool.group(1));
        if (size < min || size > MAX) {
            throw new IllegalArgumentException(size + " is not from " + min + " to " + MAX);
        }
        return size;
    }
}
