package threadvsloop.harness.calibrate;

import java.util.List;
import threadvsloop.results.documents.Environment;

/// The document in `results/calibration/`: what this machine and this generator can be trusted with.
///
/// @param part what was calibrated: `generator`
/// @param startedAt in UTC, ISO 8601
/// @param command as a reader could type it
/// @param quick whether the short form ran
/// @param stealShare CPU time of the host that the hypervisor gave to others meanwhile, 0 to 1
public record Calibration(
        int schemaVersion,
        String part,
        String startedAt,
        String commit,
        String command,
        boolean quick,
        double seconds,
        double stealShare,
        boolean passed,
        List<CalibrationCheck> checks,
        Environment environment) {

    static final int SCHEMA_VERSION = 1;
}
