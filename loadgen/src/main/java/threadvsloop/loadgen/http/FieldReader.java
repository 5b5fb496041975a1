package threadvsloop.loadgen.http;

import threadvsloop.model.load.HttpText;

/// The three header fields that say where an answer ends and whether its connection lives on, read byte by byte.
/// Part of [ResponseParser]; allocates nothing.
final class FieldReader {
    private static final int CONTENT_LENGTH = 0;
    private static final int TRANSFER_ENCODING = 1;
    private static final int CLOSE = 0;
    private static final int KEEP_ALIVE = 1;
    private static final int CHUNKED = 2;
    private static final long UNKNOWN = -1;
    private static final long MAX_LENGTH = Long.MAX_VALUE / 100;
    private static final boolean[] NAME_BYTES = nameBytes();

    private static final byte[][] NAMES = WordMatcher.words("content-length", "transfer-encoding", "connection");
    private static final byte[][] WORDS = WordMatcher.words("close", "keep-alive", "chunked");

    private final WordMatcher name = new WordMatcher(NAMES);
    private final WordMatcher word = new WordMatcher(WORDS);

    private int field = WordMatcher.NONE;
    private long length;
    private long value;
    private boolean blankAfterValue;
    private boolean coded;
    private boolean chunked;
    private boolean chunkedBefore;
    private boolean inParameter;
    private boolean closes;
    private boolean keepsAlive;
    private String defect = "";

    FieldReader() {
        reset();
    }

    void reset() {
        length = UNKNOWN;
        coded = false;
        chunked = false;
        chunkedBefore = false;
        closes = false;
        keepsAlive = false;
    }

    /// Takes over what another one has read so far.
    void copy(FieldReader other) {
        length = other.length;
        coded = other.coded;
        chunked = other.chunked;
        chunkedBefore = other.chunkedBefore;
        closes = other.closes;
        keepsAlive = other.keepsAlive;
    }

    /// The Content-Length, or −1 if there was none.
    long length() {
        return length;
    }

    /// Whether there is any Transfer-Encoding.
    boolean coded() {
        return coded;
    }

    /// Whether chunked is the last transfer coding, so that it says where the body ends.
    boolean chunked() {
        return chunked;
    }

    boolean closes() {
        return closes;
    }

    boolean keepsAlive() {
        return keepsAlive;
    }

    String defect() {
        return defect;
    }

    static boolean isNameByte(int c) {
        return c >= 0 && NAME_BYTES[c];
    }

    void startName() {
        name.reset();
    }

    void name(int c) {
        name.accept(c);
    }

    /// The name is complete; false if it is empty.
    boolean endName() {
        field = name.matched();
        value = UNKNOWN;
        blankAfterValue = false;
        inParameter = false;
        word.reset();
        return !name.isEmpty();
    }

    /// Whether the value of this field matters.
    boolean minds() {
        return field != WordMatcher.NONE;
    }

    /// Takes one byte of a value that matters; false if it cannot stand there.
    boolean value(int c) {
        if (field == CONTENT_LENGTH) {
            return lengthByte(c);
        }
        if (c == ',') {
            return endWord();
        }
        if (c == ' ' || c == '\t') {
            blankAfterValue = !word.isEmpty();
            return true;
        }
        if (inParameter || (c == ';' && field == TRANSFER_ENCODING && !word.isEmpty())) {
            return parameter(c);
        }
        if (blankAfterValue || !isNameByte(c)) {
            defect = "a Connection or Transfer-Encoding that is not a list of words";
            return false;
        }
        word.accept(c);
        return true;
    }

    /// The value is complete; false if it says nothing that can be relied on.
    boolean endValue() {
        return field == CONTENT_LENGTH ? endLength() : endWord();
    }

    /// What a coding is given along says nothing of where the body ends.
    private boolean parameter(int c) {
        inParameter = true;
        blankAfterValue = false;
        boolean visible = c > ' ' && c < 0x7f;
        defect = visible ? defect : "a control character in a Transfer-Encoding";
        return visible;
    }

    /// Several equal lengths, one after the other, are one (RFC 9110, section 8.6).
    private boolean lengthByte(int c) {
        if (c == ' ' || c == '\t') {
            blankAfterValue = value != UNKNOWN;
            return true;
        }
        if (c == ',') {
            boolean equal = endLength();
            value = UNKNOWN;
            blankAfterValue = false;
            return equal;
        }
        if (blankAfterValue || c < '0' || c > '9' || value > MAX_LENGTH) {
            defect = "a Content-Length that is not a number";
            return false;
        }
        value = Math.max(value, 0) * 10 + (c - '0');
        return true;
    }

    private boolean endLength() {
        if (value == UNKNOWN || (length != UNKNOWN && length != value)) {
            defect = value == UNKNOWN ? "an empty Content-Length" : "two different Content-Lengths";
            return false;
        }
        length = value;
        return true;
    }

    private boolean endWord() {
        int said = word.matched();
        boolean empty = word.isEmpty();
        word.reset();
        blankAfterValue = false;
        inParameter = false;
        if (empty) {
            return true;
        }
        if (field == TRANSFER_ENCODING) {
            return coding(said == CHUNKED);
        }
        closes |= said == CLOSE;
        keepsAlive |= said == KEEP_ALIVE;
        return true;
    }

    private boolean coding(boolean isChunked) {
        coded = true;
        chunked = isChunked;
        if (isChunked && chunkedBefore) {
            defect = "chunked twice in Transfer-Encoding";
            return false;
        }
        chunkedBefore |= isChunked;
        return true;
    }

    private static boolean[] nameBytes() {
        boolean[] allowed = new boolean[128];
        for (int c = 0; c < allowed.length; c++) {
            allowed[c] = HttpText.isTokenChar(c);
        }
        return allowed;
    }
}
