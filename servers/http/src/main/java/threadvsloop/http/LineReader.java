package threadvsloop.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Cuts input into lines. A line that is all there is shown where it lies; only one that is not is copied and kept.
final class LineReader {

    /// What [#next] found.
    enum Found {
        LINE,
        INCOMPLETE,
        TOO_LONG,
        /// A line feed without its carriage return.
        BARE_LF
    }

    private static final byte[] NOTHING = {};

    /// The line found last, without its end, or the beginning of one that is too long: `array[from]` to before
    /// `array[to]`, until the next call.
    byte[] array = NOTHING;

    int from;
    int to;

    private byte[] kept = NOTHING;
    private int keptBytes;
    private boolean showsKept;

    /// Consumes one line, or all there is of it, of at most `maxBytes` with its end.
    Found next(ByteBuffer in, int maxBytes) {
        byte[] input = in.array();
        int start = in.arrayOffset() + in.position();
        int end = in.arrayOffset() + in.limit();
        int searchEnd = Math.min(end, start + maxBytes - keptBytes);
        int lineFeed = indexOfLineFeed(input, start, searchEnd);
        if (lineFeed < 0) {
            return withoutEnd(in, input, start, searchEnd, maxBytes);
        }
        in.position(lineFeed + 1 - in.arrayOffset());
        showAll(input, start, lineFeed);
        if (to == from || array[to - 1] != Ascii.CR) {
            return Found.BARE_LF;
        }
        to--;
        return Found.LINE;
    }

    /// Whether the line found last lies in memory that the next incomplete line will overwrite.
    boolean showsKept() {
        return showsKept;
    }

    boolean isEmpty() {
        return from == to;
    }

    /// With its end, in bytes.
    int lineBytes() {
        return to - from + 2;
    }

    /// Whether part of a line is kept.
    boolean isMidLine() {
        return keptBytes > 0;
    }

    /// Whether the line found last, or the one of which there is a part, begins with this token and no longer one.
    boolean beginsWith(String token) {
        byte[] line = isMidLine() ? kept : array;
        int start = isMidLine() ? 0 : from;
        int end = isMidLine() ? keptBytes : to;
        return Ascii.equals(line, start, Ascii.span(Ascii.TOKEN, line, start, end), token);
    }

    /// Gives up its memory.
    void clear() {
        show(NOTHING, 0, 0);
        kept = NOTHING;
        keptBytes = 0;
    }

    private Found withoutEnd(ByteBuffer in, byte[] input, int start, int searchEnd, int maxBytes) {
        if (searchEnd - start + keptBytes >= maxBytes) {
            showAll(input, start, searchEnd);
            return Found.TOO_LONG;
        }
        keep(input, start, searchEnd);
        in.position(in.limit());
        return Found.INCOMPLETE;
    }

    private void showAll(byte[] input, int start, int end) {
        showsKept = keptBytes > 0;
        if (showsKept) {
            keep(input, start, end);
            show(kept, 0, keptBytes);
            keptBytes = 0;
        } else {
            show(input, start, end);
        }
    }

    private void keep(byte[] input, int start, int end) {
        int bytes = end - start;
        if (kept.length < keptBytes + bytes) {
            kept = Arrays.copyOf(kept, Math.max(128, Math.max(2 * kept.length, keptBytes + bytes)));
        }
        System.arraycopy(input, start, kept, keptBytes, bytes);
        keptBytes += bytes;
    }

    private void show(byte[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    private static int indexOfLineFeed(byte[] array, int from, int to) {
        for (int i = from; i < to; i++) {
            if (array[i] == Ascii.LF) {
                return i;
            }
        }
        return -1;
    }
}
