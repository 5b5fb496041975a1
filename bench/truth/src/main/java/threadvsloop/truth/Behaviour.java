package threadvsloop.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/// How one request is answered: when, with which bytes, in which pieces, and what becomes of the connection.
///
/// @param bytes what is sent, from 0 to its capacity; shared by all answers of the server's one thread, which sets
///     position and limit before each use
/// @param pieceBytes how many are sent at a time, 1 and up
/// @param gapNs from one piece to the next
record Behaviour(Timing timing, ByteBuffer bytes, int pieceBytes, long gapNs, Ending ending) {

    /// What happens to the connection after the last byte.
    enum Ending {
        /// It waits for the next request.
        KEEP,
        /// An orderly end: the client reads end of file.
        CLOSE,
        /// The client sees a reset.
        RESET
    }

    Behaviour {
        if (pieceBytes < 1 || gapNs < 0) {
            throw new IllegalArgumentException("pieces must have 1 byte or more and gaps last 0 ns or more, not "
                    + pieceBytes + " bytes and " + gapNs + " ns");
        }
    }

    /// All bytes in one piece, the connection is kept.
    static Behaviour of(Timing timing, String text) {
        return of(timing, text, Ending.KEEP);
    }

    static Behaviour of(Timing timing, String text, Ending ending) {
        return new Behaviour(timing, bytes(text), Integer.MAX_VALUE, 0, ending);
    }

    static Behaviour inPieces(String text, int pieceBytes, long gapNs) {
        return new Behaviour(new Timing.AtOnce(), bytes(text), pieceBytes, gapNs, Ending.KEEP);
    }

    int lengthBytes() {
        return bytes.capacity();
    }

    private static ByteBuffer bytes(String text) {
        byte[] encoded = text.getBytes(ISO_8859_1);
        return ByteBuffer.allocateDirect(encoded.length).put(encoded);
    }
}
