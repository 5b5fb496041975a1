package threadvsloop.harness.backend;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import threadvsloop.harness.Nearest;

/// What a server calls while it answers. A scenario names those that it needs.
public enum Backend {
    /// The other REST server, behind `/upstream` and `/page`.
    UPSTREAM(Duration.ofSeconds(3)),
    /// PostgreSQL, behind `/db`.
    DATABASE(Duration.ofSeconds(4));

    /// About what starting, warming up and stopping it takes, once a run.
    public final Duration startTime;

    Backend(Duration startTime) {
        this.startTime = startTime;
    }

    private static final List<String> LABELS =
            Stream.of(values()).map(Backend::label).toList();

    /// As files and messages have it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws UsageException for a name that is none, with the nearest that is
    static Backend of(String label) {
        if (!LABELS.contains(label)) {
            throw Nearest.unknown("backend in \"needs\"", label, LABELS);
        }
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public static Set<Backend> setOf(Collection<String> labels) {
        Set<Backend> set = EnumSet.noneOf(Backend.class);
        labels.forEach(label -> set.add(of(label)));
        return set;
    }

    /// Those that a request cannot be answered without.
    ///
    /// @param request method and target, `GET /db/1`
    public static Set<Backend> neededBy(String request) {
        String target = request.substring(request.indexOf(' ') + 1);
        if (target.startsWith("/upstream/") || target.startsWith("/page/")) {
            return EnumSet.of(UPSTREAM);
        }
        return target.startsWith("/db/") ? EnumSet.of(DATABASE) : EnumSet.noneOf(Backend.class);
    }
}
