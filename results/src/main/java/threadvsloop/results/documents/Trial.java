package threadvsloop.results.documents;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `trial.json`: one fresh server process at one point of one scenario.
///
/// @param family `thread`, `virtual` or `loop`; `unknown` for an own server whose user does not say
/// @param order position in the plan, from 0
/// @param startedAt UTC, ISO 8601
/// @param server what the ready line said, or is known of an own server; null when the server never got ready
/// @param phases in order, with times relative to the trial's start
/// @param startUp null when the server never got ready
/// @param load null when no load was applied (the server failed before it)
/// @param resources null when the server could not be sampled
/// @param warmth whether the server had settled when the measurement began
/// @param serverStats the document the server itself gave at `/stats` after the load; empty when it gave none
/// @param backends what upstream and database did; null when the scenario needs none or no load was applied
@JsonIgnoreProperties("attempt") // always 1 in documents that still have it
public record Trial(
        int schemaVersion,
        String scenario,
        String contestant,
        String family,
        int block,
        int order,
        PointSpec point,
        String startedAt,
        @JsonSetter(nulls = Nulls.SET) @Nullable ServerIdentity server,
        List<Phase> phases,
        @JsonSetter(nulls = Nulls.SET) @Nullable StartUp startUp,
        @JsonSetter(nulls = Nulls.SET) @Nullable LoadSummary load,
        @JsonSetter(nulls = Nulls.SET) @Nullable Resources resources,
        Warmth warmth,
        Map<String, Object> serverStats,

        @JsonAlias("backends") @JsonSetter(nulls = Nulls.SET) @Nullable
        BackendUse backends,

        Validity validity) {

    public static final int SCHEMA_VERSION = 1;

    /// @throws java.time.format.DateTimeParseException if `startedAt` is no moment: the raw files are read relative to
    /// it
    public Trial {
        Instant.parse(startedAt);
    }

    public record ServerIdentity(String runtime, String version, long pid, String cpus, List<String> command) {}

    /// @param name `start`, `prime` where the point asks for it, `connect`, `warm-up`, `measurement`,
    ///     `drain`, `stop`
    public record Phase(String name, double startMs, double durationMs) {}

    /// The same trial as one kind of its requests saw it: its load is that of the kind.
    ///
    /// @return empty if the trial has no numbers of that kind
    public Optional<Trial> ofKind(String kind) {
        LoadSummary whole = load;
        if (whole == null) {
            return Optional.empty();
        }
        return whole.kinds().stream()
                .filter(one -> one.name().equals(kind))
                .findFirst()
                .map(one -> with(whole.of(one), validity));
    }

    /// The same trial, judged otherwise.
    public Trial withValidity(Validity other) {
        return with(load, other);
    }

    private Trial with(@Nullable LoadSummary otherLoad, Validity otherValidity) {
        return new Trial(
                schemaVersion,
                scenario,
                contestant,
                family,
                block,
                order,
                point,
                startedAt,
                server,
                phases,
                startUp,
                otherLoad,
                resources,
                warmth,
                serverStats,
                backends,
                otherValidity);
    }

    /// Where the trial's files are, relative to the run directory.
    public String path() {
        return path(scenario, contestant, point.id(), block);
    }

    public static String path(String scenario, String contestant, String point, int block) {
        return String.format(Locale.ROOT, "trials/%s/%s/%s/b%d", scenario, contestant, point, block);
    }
}
