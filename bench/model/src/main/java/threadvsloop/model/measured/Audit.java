package threadvsloop.model.measured;

import java.util.List;

/// The generator's judgement of its own result.
///
/// @param reasons what speaks against the result: sentences with numbers, the gravest first; empty exactly
///     when valid
/// @param findings what the result shows of the server, and does not speak against it: that it collapsed,
///     was saturated, refused connections. Sentences with numbers, too
/// @param tailOnly whether all that speaks against the result is that its slowest 1% may not be the
///     server's doing
public record Audit(AuditStatus status, List<String> reasons, List<String> findings, boolean tailOnly) {

    /// What speaks against it, if anything does, concerns all of it.
    public Audit(AuditStatus status, List<String> reasons, List<String> findings) {
        this(status, reasons, findings, false);
    }

    public Audit {
        reasons = List.copyOf(reasons);
        findings = List.copyOf(findings);
    }
}
