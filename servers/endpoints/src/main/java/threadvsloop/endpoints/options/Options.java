package threadvsloop.endpoints.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A server's command line, read: `--name value` or `--name=value`. Of an option given twice, the last value counts.
public final class Options {
    private final Map<String, String> texts = new LinkedHashMap<>();

    private Options(List<Option<?>> known) {
        known.forEach(option -> texts.put(option.name(), option.defaultText()));
    }

    /// Reads the arguments.
    ///
    /// @param known all options that there are
    /// @throws UsageException for an unknown option, a missing value, or a value that is not of its option's form
    public static Options parse(List<Option<?>> known, String... args) throws UsageException {
        Options options = new Options(known);
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            String name = equals < 0 ? args[i] : args[i].substring(0, equals);
            options.requireKnown(name);
            if (equals < 0 && ++i == args.length) {
                throw new UsageException(name + " needs a value");
            }
            options.texts.put(name, equals < 0 ? args[i] : args[i].substring(equals + 1));
        }
        for (Option<?> option : known) {
            Object _ = options.get(option);
        }
        return options;
    }

    /// The value given last, or the default.
    ///
    /// @throws UsageException never for an option that [#parse] knew
    public <T> T get(Option<T> option) throws UsageException {
        return option.read(texts.getOrDefault(option.name(), option.defaultText()));
    }

    /// All values by name, without the leading dashes, in the order of the known options.
    public Map<String, String> texts() {
        Map<String, String> byBareName = new LinkedHashMap<>();
        texts.forEach((name, text) -> byBareName.put(name.substring(2), text));
        return Collections.unmodifiableMap(byBareName);
    }

    private void requireKnown(String name) throws UsageException {
        if (!texts.containsKey(name)) {
            throw new UsageException(
                    "unknown option " + name + "; did you mean " + Nearest.to(name, texts.keySet()) + "?");
        }
    }
}
