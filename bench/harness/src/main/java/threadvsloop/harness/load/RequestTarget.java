package threadvsloop.harness.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// What stands in a request line behind the method. What may not stand there (RFC 3986: blanks, `"<>\^`{|}`, anything
/// that is not ASCII) is percent-encoded as UTF-8; what the user has encoded is left alone.
final class RequestTarget {

    private static final String UNSAFE = "\"<>\\^`{|}#";

    private RequestTarget() {}

    /// @param pathAndQuery of a URL, without its fragment; may be empty. A backslash in the path counts as a slash, and
    ///     `.` and `..` are resolved, as browsers and curl do
    static String ofUrl(String pathAndQuery) {
        int question = pathAndQuery.indexOf('?');
        String path = question < 0 ? pathAndQuery : pathAndQuery.substring(0, question);
        String query = question < 0 ? "" : pathAndQuery.substring(question);
        return encoded(resolved(path.replace('\\', '/')) + query);
    }

    /// Of `--request` and the like: sent as it is written, but for what must be encoded.
    static String encoded(String target) {
        return PercentCoding.encode(target, UNSAFE);
    }

    private static String resolved(String path) {
        Deque<String> segments = new ArrayDeque<>();
        String[] all = path.split("/", -1);
        for (int i = 1; i < all.length; i++) {
            String plain = all[i].toLowerCase(Locale.ROOT).replace("%2e", ".");
            boolean last = i == all.length - 1;
            if (plain.equals("..")) {
                segments.pollLast();
            }
            if (!plain.equals("..") && !plain.equals(".")) {
                segments.addLast(all[i]);
            } else if (last) {
                segments.addLast("");
            }
        }
        return "/" + String.join("/", segments);
    }
}
