package threadvsloop.harness;

import java.io.IOException;
import java.nio.file.Path;

/// A run cannot go on because of a file: which one, why, and how what was measured is made use of. Exit 3.
public final class RunStoppedException extends IOException {

    private static final long serialVersionUID = 1;

    /// @param run the run directory
    public RunStoppedException(Path run, Throwable cause) {
        super(
                ("%s. The run stops here; the trials that are done are kept, and when this is mended it is finished with:"
                                + " scripts/tvl resume %s")
                        .formatted(FileFault.in(cause).orElse(String.valueOf(cause.getMessage())), run),
                cause);
    }
}
