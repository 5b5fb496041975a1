package threadvsloop.results.documents;

import java.util.List;
import java.util.stream.Stream;

/// `run.json`: what was asked for. Together with `plan.json` it is all that `tvl resume` needs.
///
/// @param startedAt UTC, ISO 8601
/// @param status `running`, `interrupted` or `complete`
/// @param commit git commit of the harness, with `-dirty` when the work tree differed; `unknown` outside
///     git
/// @param command what the user typed
/// @param blocks that were planned at first
/// @param mostBlocks that may be added up to, where intervals are wide; the same as `blocks` for none
/// @param contestants in report order; each with what the charts need
/// @param scenarios in report order
/// @param claims that the run is to decide, with all that decides them; none for a run that only compares
/// @param database `embedded`, the address of the one that was given, without its password, or empty when
///     none is
/// needed
/// @param warnings what the reader must know: contestants left out, limits met
public record Run(
        int schemaVersion,
        String profile,
        String startedAt,
        String status,
        String commit,
        List<String> command,
        long seed,
        int blocks,
        int mostBlocks,
        List<Contestant> contestants,
        List<Scenario> scenarios,
        List<ClaimSpec> claims,
        String database,
        List<String> warnings) {

    public static final int SCHEMA_VERSION = 1;

    /// The status of a run that goes on, or whose process died.
    public static final String RUNNING = "running";

    /// The status of a run that was stopped.
    public static final String INTERRUPTED = "interrupted";

    /// The status of a run whose plan was carried out.
    public static final String COMPLETE = "complete";

    /// The database that the harness itself starts.
    public static final String EMBEDDED = "embedded";

    public Run withStatus(String other) {
        return with(other, warnings);
    }

    public Run withWarning(String warning) {
        return with(status, Stream.concat(warnings.stream(), Stream.of(warning)).toList());
    }

    private Run with(String otherStatus, List<String> otherWarnings) {
        return new Run(
                schemaVersion,
                profile,
                startedAt,
                otherStatus,
                commit,
                command,
                seed,
                blocks,
                mostBlocks,
                contestants,
                scenarios,
                claims,
                database,
                otherWarnings);
    }

    public record Contestant(String id, String label, String family, String description) {}

    /// @param sweep true when its points differ in connections only, so that charts against connections
    ///     make sense
    /// @param needs what the server calls: `upstream`, `database`
    public record Scenario(
            String id, String title, String question, boolean sweep, List<String> needs, List<PointSpec> points) {}
}
