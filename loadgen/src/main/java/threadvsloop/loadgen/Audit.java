package threadvsloop.loadgen;

import java.util.List;

/// The generator's judgement of its own result.
///
/// @param reasons what speaks against the result: sentences with numbers, the gravest first; empty exactly when valid
/// @param findings what the result shows of the server, and does not speak against it: that it collapsed, was
///     saturated, refused connections. Sentences with numbers, too
public record Audit(AuditStatus status, List<String> reasons, List<String> findings) {
    public Audit {
        reasons = List.copyOf(reasons);
        findings = List.copyOf(findings);
    }
}
