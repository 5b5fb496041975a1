package threadvsloop.results.run;

import java.nio.file.Path;

/// A document of a run directory that is no longer what `tvl` wrote: its digest is another, or is gone.
public final class ChangedDocumentException extends RunDirectoryException {
    private static final long serialVersionUID = 1L;

    ChangedDocumentException(Path file) {
        super(file
                + ": was changed after tvl wrote it: its SHA-256 is not the one under \"digests\". What it says is not"
                + " what was measured; restore it from a copy");
    }
}
