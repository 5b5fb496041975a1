package threadvsloop.results.run;

import java.nio.file.Path;
import java.util.List;

/// Trials are gone that a stored result rests on, so that nothing may be derived anew: it would be worse.
public final class LostTrialsException extends RunDirectoryException {
    private static final long serialVersionUID = 1L;

    /// @param lost paths of the trials; empty if all are gone and the result does not name them
    public LostTrialsException(Path run, List<String> lost) {
        super(
                run + ": " + what(lost)
                        + " A report of what is left would be worse than the one that is stored here, which"
                        + " is kept. Put the folder trials/ back, or report on a copy of this folder without the stored report.");
    }

    private static String what(List<String> lost) {
        return switch (lost.size()) {
            case 0 -> "there is a report, and no trial that it could rest on: trials/ is missing or empty.";
            case 1 ->
                "the stored report rests on a trial that is not here, or cannot be read: " + lost.getFirst() + ".";
            default ->
                "the stored report rests on " + lost.size()
                        + " trials that are not here, or cannot be read; the first is " + lost.getFirst() + ".";
        };
    }
}
