package threadvsloop.loadgen;

import java.util.List;

/// The generator's judgement of its own result.
///
/// @param reasons sentences with numbers, the gravest first. Those of a valid result are remarks
public record Audit(AuditStatus status, List<String> reasons) {
    public Audit {
        reasons = List.copyOf(reasons);
    }
}
