package threadvsloop.loadgen.http;

/// The part of a status line that matters, byte by byte: `HTTP/1.` DIGIT SP 3DIGIT. Part of [ResponseParser].
final class StatusLine {
    private static final byte[] VERSION = {'H', 'T', 'T', 'P', '/', '1', '.'};
    private static final int BLANK_AT = VERSION.length + 1;
    private static final int BYTES = BLANK_AT + 4;

    private int length;
    private int minorVersion;
    private int status;

    void reset() {
        length = 0;
        status = 0;
    }

    void copy(StatusLine other) {
        minorVersion = other.minorVersion;
        status = other.status;
    }

    int minorVersion() {
        return minorVersion;
    }

    int status() {
        return status;
    }

    /// Whether another answer follows this one; 101 is the last of HTTP on its connection.
    boolean isInterim() {
        return status >= 100 && status < 200 && status != 101;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /// Whether the status has been read; what follows is a blank and the reason, or the line's end. Any three digits
    /// are taken: what is no status, below 100 or from 600 on, is a server's error (RFC 9110, section 15).
    boolean isComplete() {
        return length == BYTES;
    }

    /// Takes one byte; false if it cannot stand there.
    boolean accept(int c) {
        int at = length++;
        if (at < VERSION.length) {
            return c == VERSION[at];
        }
        if (at == BLANK_AT) {
            return c == ' ';
        }
        if (at >= BYTES || c < '0' || c > '9') {
            return false;
        }
        if (at == VERSION.length) {
            minorVersion = c - '0';
        } else {
            status = status * 10 + (c - '0');
        }
        return true;
    }
}
