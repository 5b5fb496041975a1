package threadvsloop.results.documents;

import java.util.List;

/// Whether a trial may be believed. INVALID trials are kept and shown, and left out of every comparison.
///
/// @param reasons what speaks against the trial, in plain sentences; empty exactly when VALID
/// @param findings what the trial shows of the server and must be known beside its numbers: that it
///     collapsed, was saturated, refused connections. They do not speak against the trial, whatever its
///     status
/// @param tailOnly whether all that speaks against the trial is that its slowest 1% of requests may not be
///     the server's doing: what does not judge these, such as CPU per request, may be believed
public record Validity(Status status, List<String> reasons, List<String> findings, boolean tailOnly) {

    /// From best to worst.
    public enum Status {
        VALID,
        SUSPECT,
        INVALID
    }

    /// What speaks against the trial, if anything does, concerns all of it.
    public Validity(Status status, List<String> reasons, List<String> findings) {
        this(status, reasons, findings, false);
    }

    /// Without findings.
    public Validity(Status status, List<String> reasons) {
        this(status, reasons, List.of());
    }

    /// As it is for a number that says something of the slowest 1%, or nothing.
    public Status statusFor(boolean tail) {
        return tailOnly && !tail ? Status.VALID : status;
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
