package threadvsloop.harness.catalogue;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threadvsloop.harness.Nearest;

/// `{port}` and the like in the entry of an own server. `${name}` belongs to the shell and is left alone.
///
/// @param values by name, for every name in [#KNOWN]
public record Placeholders(Map<String, String> values) {

    public static final List<String> KNOWN =
            List.of("port", "host", "root", "java", "file-dir", "temp-dir", "upstream", "database");

    private static final Pattern FORM = Pattern.compile("(?<!\\$)\\{([a-z][a-z-]*)}");

    public Placeholders {
        values = Map.copyOf(values);
    }

    /// The names in a text, in their order.
    ///
    /// @throws UsageException naming the first one that is not known
    static List<String> names(String text) {
        List<String> names =
                FORM.matcher(text).results().map(found -> found.group(1)).toList();
        for (String name : names) {
            if (!KNOWN.contains(name)) {
                throw Nearest.unknown("placeholder", name, KNOWN);
            }
        }
        return names;
    }

    String fill(String text) {
        return FORM.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
