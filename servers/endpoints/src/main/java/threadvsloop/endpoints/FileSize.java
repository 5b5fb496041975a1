package threadvsloop.endpoints;

import java.util.List;

/// The files that `/file/{size}` answers.
enum FileSize {
    SMALL("1k", 1024),
    MEDIUM("64k", 64 * 1024),
    LARGE("1m", 1024 * 1024);

    static final List<FileSize> ALL = List.of(values());

    /// How it is called, in the path of a request and in the directory.
    final String label;

    final int bytes;

    FileSize(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }
}
