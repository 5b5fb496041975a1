package threadvsloop.endpoints;

import java.nio.file.Path;
import threadvsloop.endpoints.options.UsageException;

/// The files of `/file`, in the build's own folder.
public final class TestFiles {
    private TestFiles() {}

    public static DiskFiles get() throws UsageException {
        return DiskFiles.in(Path.of("target", "test-files"));
    }
}
