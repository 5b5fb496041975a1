package threadvsloop.http;

/// What may follow the size of a chunk (RFC 9112 section 7.1.1), with BWS being blanks that are tolerated:
///
///     *( BWS ";" BWS token [ BWS "=" BWS ( token / quoted-string ) ] )
final class ChunkExtensions {
    private ChunkExtensions() {}

    /// Whether the bytes are extensions; true of none.
    static boolean areWellFormed(byte[] array, int from, int to) {
        int i = from;
        while (i >= 0 && i < to) {
            int semicolon = Ascii.skipBlanks(array, i, to);
            i = semicolon < to && array[semicolon] == ';' ? extensionEnd(array, semicolon + 1, to) : -1;
        }
        return i == to;
    }

    /// Behind a name with or without a value; -1 if there is none.
    private static int extensionEnd(byte[] array, int from, int to) {
        int name = Ascii.skipBlanks(array, from, to);
        int nameEnd = Ascii.span(Ascii.TOKEN, array, name, to);
        if (nameEnd == name) {
            return -1;
        }
        int equals = Ascii.skipBlanks(array, nameEnd, to);
        if (equals == to || array[equals] != '=') {
            return nameEnd;
        }
        return valueEnd(array, Ascii.skipBlanks(array, equals + 1, to), to);
    }

    private static int valueEnd(byte[] array, int from, int to) {
        if (from < to && array[from] == '"') {
            return quotedEnd(array, from + 1, to);
        }
        int end = Ascii.span(Ascii.TOKEN, array, from, to);
        return end == from ? -1 : end;
    }

    /// Behind the quote that closes a quoted string, which begins before `from`; -1 if none does.
    private static int quotedEnd(byte[] array, int from, int to) {
        int i = from;
        while (i < to && array[i] != '"') {
            int text = array[i] == '\\' ? i + 1 : i;
            if (text == to || !Ascii.all(Ascii.VALUE, array, text, text + 1)) {
                return -1;
            }
            i = text + 1;
        }
        return i < to ? i + 1 : -1;
    }
}
