package threadvsloop.results.run;

import java.nio.file.Path;
import java.util.List;

/// Trials are gone that a stored result rests on, so that nothing may be derived anew: it would be worse.
public final class LostTrialsException extends RunDirectoryException {
    private static final long serialVersionUID = 1L;

    private LostTrialsException(String message) {
        super(message);
    }

    /// A report would know less than the one that is stored.
    ///
    /// @param lost paths of the trials; empty if all are gone and the report does not name them
    public static LostTrialsException ofReport(Path run, List<String> lost) {
        return new LostTrialsException(run + ": " + what(lost)
                + " A report of what is left would be worse than the one that is stored, which is"
                + " kept. Put the folder trials/ back, or report on a copy of this folder without the report.");
    }

    /// A run that has been measured and has lost all its trials is not one that was interrupted before the first.
    ///
    /// @param planned number of its trials
    public static LostTrialsException ofRun(Path run, int planned) {
        return new LostTrialsException(run + ": this run was measured, and none of its " + planned
                + " trials is here: trials/ is missing or empty."
                + " Resuming it would measure all of them anew: put the folder trials/ back, or start a new run");
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
