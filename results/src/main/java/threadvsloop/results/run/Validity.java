package threadvsloop.results.run;

import java.util.List;

/// Whether a trial may be believed. INVALID trials are kept and shown, and left out of every comparison.
///
/// @param reasons what speaks against the trial, in plain sentences; empty exactly when VALID
public record Validity(Status status, List<String> reasons) {

    /// From best to worst.
    public enum Status {
        VALID,
        SUSPECT,
        INVALID
    }

    public Validity {
        reasons = List.copyOf(reasons);
        if ((status == Status.VALID) != reasons.isEmpty()) {
            throw new IllegalArgumentException(status + " with reasons " + reasons
                    + ": VALID has no reason, SUSPECT and INVALID have at least one");
        }
    }
}
