package threadvsloop.harness.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.Durations;
import threadvsloop.harness.UsageException;

/// An entry of `bench/profiles.yaml`: what `tvl run` and `mvn -P… verify` carry out under one name.
///
/// @param contestants ids, or the one word [#ALL], which [#naming] puts into ids
/// @param claims ids of the claims to decide: what is measured, and by whom, follows from them; null in every profile
///     that only compares
/// @param within blocks are run again or added only if they will end in this time; null for any time
/// @param jmh regular expression of JMH benchmarks to run instead of scenarios; null in every profile but `micro`
public record Profile(
        String id,
        String description,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> contestants,

        Integer blocks,
        List<Selection> scenarios,
        @Nullable List<String> claims,
        @Nullable String within,
        @Nullable String jmh) {

    /// Instead of a list: every contestant of the project.
    static final String ALL = "all";

    @JsonCreator
    public Profile {
        Objects.requireNonNull(id, "field \"id\" is missing");
        Objects.requireNonNull(description, "field \"description\" is missing");
        blocks = blocks == null ? 0 : blocks;
        contestants = contestants == null ? List.of() : List.copyOf(contestants);
        scenarios = scenarios == null ? List.of() : List.copyOf(scenarios);
        if (within != null) {
            Durations.parse(within);
        }
        boolean decides = claims != null && !claims.isEmpty();
        if (decides && !(contestants.isEmpty() && scenarios.isEmpty())) {
            throw new UsageException(
                    "profile " + id + " has claims: who is measured at what follows from them, so leave"
                            + " contestants and scenarios out");
        }
        if (jmh == null && !decides && (contestants.isEmpty() || scenarios.isEmpty() || blocks < 1)) {
            throw new UsageException("profile " + id
                    + " needs contestants, scenarios and blocks of at least 1 (blocks is " + blocks + ")");
        }
    }

    /// The same profile with each contestant named.
    ///
    /// @param every ids of the project's contestants
    Profile naming(Collection<String> every) {
        return contestants.equals(List.of(ALL))
                ? new Profile(id, description, List.copyOf(every), blocks, scenarios, claims, within, jmh)
                : this;
    }

    /// Within which blocks are added; empty for any time.
    public Optional<Duration> mostTime() {
        return Optional.ofNullable(within).map(Durations::parse);
    }

    /// The claims to decide; none where the profile only compares.
    public List<String> claimIds() {
        return claims == null ? List.of() : claims;
    }

    /// @param points ids of the points to keep; absent for all
    public record Selection(String id, @Nullable List<String> points) {

        public List<String> pointIds() {
            return points == null ? List.of() : points;
        }
    }
}
