package threadvsloop.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A body that arrives in pieces. Its memory grows with what has arrived, not with what was announced, and is given
/// away with the request: the next body gets memory of its own.
final class BodyBytes {
    private static final byte[] NOTHING = {};
    private static final int FIRST_CAPACITY_BYTES = 4096;

    byte[] array = NOTHING;
    int length;

    void clear() {
        array = NOTHING;
        length = 0;
    }

    /// Moves up to `maxBytes` over from the input and says how many.
    int take(ByteBuffer in, int maxBytes) {
        int bytes = Math.min(in.remaining(), maxBytes);
        if (length + bytes > array.length) {
            int capacity = Math.max(FIRST_CAPACITY_BYTES, Math.max(2 * array.length, length + bytes));
            array = Arrays.copyOf(array, Math.min(capacity, Limits.BODY_BYTES));
        }
        in.get(array, length, bytes);
        length += bytes;
        return bytes;
    }
}
