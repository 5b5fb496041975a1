package threadvsloop.harness.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threadvsloop.harness.UsageException;

/// Which of the project's endpoints an own server has, and where: `/wait/{ms}` at `/sleep?ms={ms}`.
///
/// @param paths the project's endpoint to the server's own path, in the order of the file; the first that fits counts
record EndpointMap(@JsonValue Map<String, String> paths) {

    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]\\w*)}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    EndpointMap {
        paths.forEach((endpoint, path) -> {
            checkPath(endpoint);
            checkPath(Objects.requireNonNullElse(path, ""));
            List<String> known = parameters(endpoint);
            for (String name : parameters(path)) {
                if (!known.contains(name)) {
                    throw new UsageException("\"%s\" says {%s}, which its endpoint \"%s\" has not: use the same names"
                            .formatted(path, name, endpoint));
                }
            }
        });
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    }

    /// @param request method and target, `GET /wait/100`
    /// @return method and the server's own target, `GET /sleep?ms=100`; empty when no endpoint fits
    Optional<String> request(String request) {
        String[] words = request.split(" ", 2);
        return paths.entrySet().stream()
                .map(entry -> translate(entry.getKey(), entry.getValue(), words[1]))
                .flatMap(Optional::stream)
                .findFirst()
                .map(target -> words[0] + " " + target);
    }

    private static Optional<String> translate(String endpoint, String path, String target) {
        Matcher fit = expression(endpoint).matcher(target);
        if (!fit.matches()) {
            return Optional.empty();
        }
        List<String> names = parameters(endpoint);
        return Optional.of(PARAMETER
                .matcher(path)
                .replaceAll(found -> Matcher.quoteReplacement(fit.group(1 + names.indexOf(found.group(1))))));
    }

    /// A parameter is one segment, or one value of the query.
    private static Pattern expression(String endpoint) {
        StringBuilder expression = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(endpoint);
        int end = 0;
        while (parameter.find()) {
            expression
                    .append(Pattern.quote(endpoint.substring(end, parameter.start())))
                    .append("([^/?&]+)");
            end = parameter.end();
        }
        return Pattern.compile(
                expression.append(Pattern.quote(endpoint.substring(end))).toString());
    }

    private static List<String> parameters(String path) {
        List<String> names = new ArrayList<>();
        PARAMETER.matcher(path).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    private static void checkPath(String path) {
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new UsageException("\"" + path + "\" in endpoints is not a path: begin with /, without a method, and"
                    + " without blanks, as in /wait/{ms}: /sleep?ms={ms}");
        }
    }
}
