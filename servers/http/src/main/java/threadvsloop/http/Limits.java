package threadvsloop.http;

/// What the codec accepts at most. All sizes count the bytes as sent, line ends included.
public final class Limits {

    /// A longer request line is answered with 414.
    public static final int REQUEST_LINE_BYTES = 16 * 1024;

    /// A longer block of header lines (or of trailer lines) is answered with 431.
    public static final int HEADER_BLOCK_BYTES = 16 * 1024;

    /// More header lines (or trailer lines) are answered with 431.
    public static final int HEADERS = 100;

    /// A longer body, decoded, is answered with 413.
    public static final int BODY_BYTES = 1024 * 1024;

    /// Empty lines tolerated before a request line; more are answered with 400.
    static final int EMPTY_LINES = 8;

    /// A longer chunk size line, its extensions included, is answered with 400.
    static final int CHUNK_LINE_BYTES = 1024;

    private Limits() {}
}
