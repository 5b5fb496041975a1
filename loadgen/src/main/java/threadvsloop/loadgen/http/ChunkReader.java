package threadvsloop.loadgen.http;

import java.nio.ByteBuffer;

/// The chunks of a chunked body up to the last one, whose trailer is not read here. Part of [ResponseParser]; allocates
/// nothing.
///
/// ```
/// SIZE → (EXTENSION) → SIZE_LF → DATA → DATA_CR → DATA_LF → SIZE
///                         └ size 0: LAST
/// ```
final class ChunkReader {
    /// What a chunk's first line, with its extensions, may hold at most.
    private static final int MAX_LINE_BYTES = 65_536;

    private static final long MAX_SIZE = Long.MAX_VALUE / 100;

    enum State {
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        LAST,
        MALFORMED
    }

    private State state = State.SIZE;
    private int digits;
    private int lineBytes;
    private long remaining;
    private long bodyBytes;
    private String defect = "";

    void reset() {
        bodyBytes = 0;
        startChunk();
    }

    /// Of the body so far, without the chunks' own lines.
    long bodyBytes() {
        return bodyBytes;
    }

    private void startChunk() {
        state = State.SIZE;
        digits = 0;
        lineBytes = 0;
        remaining = 0;
    }

    String defect() {
        return defect;
    }

    /// Takes at least one byte of a buffer that has some. Done when LAST or MALFORMED is returned.
    State read(ByteBuffer in) {
        switch (state) {
            case SIZE -> size(in.get());
            case EXTENSION -> extension(in.get());
            case SIZE_LF -> expect(in.get(), '\n', remaining == 0 ? State.LAST : State.DATA, "a CR without LF");
            case DATA -> data(in);
            case DATA_CR -> expect(in.get(), '\r', State.DATA_LF, "a chunk that is longer than its size");
            case DATA_LF -> next(in.get());
            case LAST, MALFORMED -> throw new IllegalStateException("nothing follows " + state);
        }
        return state;
    }

    private void size(int c) {
        int digit = Character.digit(c, 16);
        if (digit >= 0 && remaining < MAX_SIZE) {
            remaining = remaining * 16 + digit;
            digits++;
            countLine();
        } else if (digits > 0 && (c == '\r' || c == ';' || c == ' ' || c == '\t')) {
            state = c == '\r' ? State.SIZE_LF : State.EXTENSION;
        } else {
            malformed("a chunk without a size");
        }
    }

    private void extension(int c) {
        if (c == '\r') {
            state = State.SIZE_LF;
        } else if (c >= 0 && c < ' ' && c != '\t') {
            malformed("a control character in a chunk's first line");
        } else {
            countLine();
        }
    }

    private void countLine() {
        lineBytes++;
        if (lineBytes > MAX_LINE_BYTES) {
            malformed("a chunk's first line above 64 KiB");
        }
    }

    private void data(ByteBuffer in) {
        int skipped = (int) Math.min(remaining, in.remaining());
        in.position(in.position() + skipped);
        remaining -= skipped;
        bodyBytes += skipped;
        if (remaining == 0) {
            state = State.DATA_CR;
        }
    }

    private void next(int c) {
        expect(c, '\n', State.SIZE, "a CR without LF");
        if (state == State.SIZE) {
            startChunk();
        }
    }

    private void expect(int c, char wanted, State after, String otherwise) {
        if (c == wanted) {
            state = after;
        } else {
            malformed(otherwise);
        }
    }

    private void malformed(String why) {
        defect = why;
        state = State.MALFORMED;
    }
}
