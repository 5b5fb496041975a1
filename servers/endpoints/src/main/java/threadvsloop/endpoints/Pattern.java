package threadvsloop.endpoints;

import java.nio.ByteBuffer;

/// The bytes that `/bytes/{n}` answers: byte i is `'a' + i % 26`, so abc…xyzabc…
///
/// All answers share one buffer outside the heap, which a socket can be written from without a copy. It is as large
/// as the largest answer so far, so that a server pays for large answers only when it gives some.
final class Pattern {
    private static final int LETTERS = 26;
    private static volatile ByteBuffer shared = ByteBuffer.allocateDirect(0);

    private Pattern() {}

    /// A view that nobody may write to. Any thread.
    static ByteBuffer firstBytes(int length) {
        ByteBuffer pattern = shared;
        return (pattern.capacity() < length ? grow(length) : pattern).slice(0, length);
    }

    private static synchronized ByteBuffer grow(int length) {
        if (shared.capacity() < length) {
            shared = filled(Math.max(length, 2 * shared.capacity()));
        }
        return shared;
    }

    /// The same array, with the pattern from its start to its end.
    static byte[] filled(byte[] array) {
        for (int i = 0; i < array.length; i++) {
            array[i] = letter(i);
        }
        return array;
    }

    private static ByteBuffer filled(int length) {
        ByteBuffer pattern = ByteBuffer.allocateDirect(length);
        for (int i = 0; i < length; i++) {
            pattern.put(i, letter(i));
        }
        return pattern;
    }

    private static byte letter(int i) {
        return (byte) ('a' + i % LETTERS);
    }
}
