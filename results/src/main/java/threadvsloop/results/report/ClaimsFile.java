package threadvsloop.results.report;

import java.io.IOException;
import java.util.List;
import threadvsloop.results.claims.Claims;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.run.RunData;

/// The claims of a run, as far as they can be read.
///
/// @param troubles what the reader must know of them, in sentences
record ClaimsFile(ClaimsDocument document, List<String> troubles) {
    private static final ClaimsDocument NONE = new ClaimsDocument(ClaimsDocument.SCHEMA_VERSION, List.of());

    /// A run without `claims.json` decides no claims; one with a damaged file decides none either, and says so.
    static ClaimsFile read(RunData run) {
        if (!Claims.areWritten(run)) {
            return new ClaimsFile(NONE, List.of());
        }
        try {
            return new ClaimsFile(Claims.read(run), List.of());
        } catch (IOException | RuntimeException e) {
            return new ClaimsFile(NONE, List.of("No verdict on any claim is shown: " + e.getMessage()));
        }
    }
}
