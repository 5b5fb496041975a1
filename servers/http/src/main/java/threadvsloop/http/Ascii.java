package threadvsloop.http;

/// Which bytes may stand where (RFC 9110 section 5, RFC 3986 section 2), as one table of bit sets.
final class Ascii {
    /// A method or a header field's name.
    static final int TOKEN = 1;

    /// A header field's value: visible characters, space, tab, and bytes above 127.
    static final int VALUE = 2;

    /// Anything that can be seen: what a word of the request line may consist of before its form is known.
    static final int VISIBLE = 4;

    /// The path and query of a URI, but for what is percent-encoded: `pchar`, `/` and `?`.
    static final int PATH_AND_QUERY = 8;

    /// The name of a URI's host, but for what is percent-encoded: unreserved characters and `sub-delims`.
    static final int HOST_NAME = 16;

    static final byte CR = '\r';
    static final byte LF = '\n';

    private static final byte[] KINDS = kinds();

    private Ascii() {}

    /// The first index from `from` on whose byte is not of the kind; `to` if all are.
    static int span(int kind, byte[] array, int from, int to) {
        int i = from;
        while (i < to && (KINDS[array[i] & 0xff] & kind) != 0) {
            i++;
        }
        return i;
    }

    static boolean all(int kind, byte[] array, int from, int to) {
        return span(kind, array, from, to) == to;
    }

    /// The first index from `from` on that holds neither a space nor a tab; `to` if all do.
    static int skipBlanks(byte[] array, int from, int to) {
        int i = from;
        while (i < to && isBlank(array[i])) {
            i++;
        }
        return i;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /// The digit's value, or -1.
    static int hexDigit(byte b) {
        return Character.digit(b, 16);
    }

    static boolean equals(byte[] array, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (array[i] != word.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the bytes spell the word, which is given in lower case. Exact for letters and `-`.
    static boolean equalsIgnoreCase(byte[] array, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            int b = array[i];
            int lower = b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
            if (lower != word.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int b = 0; b < 256; b++) {
            boolean letterOrDigit = b < 128 && Character.isLetterOrDigit(b);
            boolean visible = b > ' ' && b < 127;
            boolean token = letterOrDigit || (visible && "!#$%&'*+-.^_`|~".indexOf(b) >= 0);
            boolean hostName = letterOrDigit || (visible && "-._~!$&'()*+,;=".indexOf(b) >= 0);
            boolean pathAndQuery = hostName || (visible && ":@/?".indexOf(b) >= 0);
            boolean value = visible || b == ' ' || b == '\t' || b > 127;
            kinds[b] = (byte) ((token ? TOKEN : 0)
                    | (value ? VALUE : 0)
                    | (visible ? VISIBLE : 0)
                    | (pathAndQuery ? PATH_AND_QUERY : 0)
                    | (hostName ? HOST_NAME : 0));
        }
        return kinds;
    }
}
