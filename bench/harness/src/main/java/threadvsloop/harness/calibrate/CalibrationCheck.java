package threadvsloop.harness.calibrate;

import java.util.Map;

/// One thing that was known beforehand, and what was measured of it.
///
/// @param experiment what was done, in a few words
/// @param known what must come out, and why
/// @param measured what came out
/// @param bound how far apart the two may be
/// @param numbers the same as numbers, by name with unit, for programs
public record CalibrationCheck(
        String experiment, String known, String measured, String bound, boolean passed, Map<String, Double> numbers) {

    public CalibrationCheck {
        numbers = Map.copyOf(numbers);
    }
}
