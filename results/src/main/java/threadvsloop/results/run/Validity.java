package threadvsloop.results.run;

import java.util.List;

/// Whether a trial may be believed. INVALID trials are kept and shown, and left out of every comparison.
///
/// @param reasons what speaks against the trial, in plain sentences; empty exactly when VALID
/// @param findings what the trial shows of the server and must be known beside its numbers: that it collapsed, was
///     saturated, refused connections. They do not speak against the trial, whatever its status
public record Validity(Status status, List<String> reasons, List<String> findings) {

    /// From best to worst.
    public enum Status {
        VALID,
        SUSPECT,
        INVALID
    }

    /// Without findings.
    public Validity(Status status, List<String> reasons) {
        this(status, reasons, List.of());
    }

    public Validity {
        reasons = List.copyOf(reasons);
        findings = List.copyOf(findings);
        if ((status == Status.VALID) != reasons.isEmpty()) {
            throw new IllegalArgumentException(status + " with reasons " + reasons
                    + ": VALID has no reason, SUSPECT and INVALID have at least one");
        }
    }
}
