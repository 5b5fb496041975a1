package threadvsloop.harness.load;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.UsageException;

/// One request as it is written on the command line: `[METHOD] TARGET[:WEIGHT] [BODY]`.
///
/// A number behind the target's last colon is the weight. A target that ends in such a number is written with a weight
/// behind it: `/a:30:1` asks for `/a:30`.
///
/// @param method null if none was written
/// @param target as it is sent
/// @param weight null if none was written
/// @param body a text or `@FILE`; null if none was written
record RequestText(
        @Nullable String method,
        String target,
        @Nullable Double weight,
        @Nullable String body) {

    private static final Pattern FORM = Pattern.compile("(?:([^\\s/*]\\S*) +)?(/\\S*|\\*)(?: +(.+))?", Pattern.DOTALL);
    private static final Pattern WEIGHTED = Pattern.compile("(.+?):([0-9]+(?:\\.[0-9]+)?)");

    /// @param option for messages
    /// @throws UsageException if it is not of that form
    static RequestText weighted(String option, String text) {
        RequestText whole = plain(option, text);
        Matcher weighted = WEIGHTED.matcher(whole.target());
        if (!weighted.matches()) {
            return whole;
        }
        double weight = Double.parseDouble(weighted.group(2));
        if (weight == 0) {
            throw new UsageException(option + " \"" + text + "\": a weight must be above 0; if :" + weighted.group(2)
                    + " belongs to the path, write a weight behind it: " + whole.target() + ":1");
        }
        return new RequestText(whole.method(), weighted.group(1), weight, whole.body());
    }

    /// Without a weight: all of the target is the target.
    static RequestText plain(String option, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new UsageException(option + " \"" + text + "\": write it as 'GET /path' or 'GET /path:99'");
        }
        String method = form.group(1);
        String body = form.group(3);
        if (body != null && takesNoBody(method == null ? "GET" : method)) {
            throw new UsageException(option + " \"" + text + "\": \"" + body + "\" would be the body, which "
                    + (method == null ? "GET" : method)
                    + " does not have: write a blank as %20, or name another method");
        }
        return new RequestText(method, RequestTarget.encoded(form.group(2)), null, body);
    }

    /// Whether the target ends in a number that would be its weight if there was none behind it.
    boolean endsLikeAWeight() {
        return WEIGHTED.matcher(target).matches();
    }

    /// Methods that are not expected to have a body (RFC 9110, section 9.3).
    static boolean takesNoBody(String method) {
        String upper = method.toUpperCase(Locale.ROOT);
        return upper.equals("GET") || upper.equals("HEAD");
    }
}
