package threadvsloop.loadgen;

import java.util.List;

/// The generator's judgement of its own result.
///
/// @param reasons sentences with numbers, the gravest first; empty if and only if nothing was found
public record Audit(AuditStatus status, List<String> reasons) {
    public Audit {
        reasons = List.copyOf(reasons);
    }
}
