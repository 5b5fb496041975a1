package threadvsloop.http;

import org.jspecify.annotations.Nullable;

/// Checks each header line and notes the few fields that decide about framing and persistence. The rest nobody reads.
final class HeaderFields {
    static final int UNKNOWN_LENGTH = -1;

    private static final Malformed NOT_A_HEADER =
            Malformed.badRequest("header line is not: name, colon, value (no space before the colon, no folding)");
    private static final Malformed BAD_VALUE = Malformed.badRequest("control character in a header value");
    private static final Malformed BAD_HOST =
            Malformed.badRequest("Host is given twice, or is not a host with or without a port");
    private static final Malformed NO_HOST = Malformed.badRequest("HTTP/1.1 needs a Host header");
    private static final Malformed BAD_LENGTH =
            Malformed.badRequest("Content-Length is not one whole number, given once");
    private static final Malformed BAD_CODING =
            Malformed.badRequest("Transfer-Encoding is empty, repeats chunked, or came with HTTP/1.0");
    private static final Malformed LENGTH_AND_CODING =
            Malformed.badRequest("Content-Length and Transfer-Encoding exclude each other");
    private static final Malformed UNKNOWN_CODING =
            new Malformed(Status.NOT_IMPLEMENTED, "the only transfer coding known here is chunked");
    private static final Malformed UNKNOWN_EXPECTATION =
            new Malformed(Status.EXPECTATION_FAILED, "the only expectation met here is 100-continue");
    static final Malformed TOO_LARGE = new Malformed(
            Status.HEADERS_TOO_LARGE,
            "headers exceed " + Limits.HEADER_BLOCK_BYTES + " bytes or " + Limits.HEADERS + " lines");
    static final Malformed BODY_TOO_LARGE =
            new Malformed(Status.CONTENT_TOO_LARGE, "body exceeds " + Limits.BODY_BYTES + " bytes");

    /// Of the body, in bytes, or [#UNKNOWN_LENGTH].
    long contentLength;

    boolean chunked;
    boolean close;
    boolean keepAlive;
    boolean expectsContinue;

    private boolean hasHost;
    private boolean unknownCoding;
    private boolean unknownExpectation;
    private int lines;
    private int bytes;

    void clear() {
        contentLength = UNKNOWN_LENGTH;
        chunked = false;
        close = false;
        keepAlive = false;
        expectsContinue = false;
        hasHost = false;
        unknownCoding = false;
        unknownExpectation = false;
        clearBlock();
    }

    /// Starts another block of lines, with limits of its own: the trailer section.
    void clearBlock() {
        lines = 0;
        bytes = 0;
    }

    /// How long the next line may be: what is left of the block, and room for the empty line that ends it.
    int maxLineBytes() {
        return Limits.HEADER_BLOCK_BYTES - bytes + 2;
    }

    /// Takes one header line; null when all is well.
    @Nullable
    Malformed add(LineReader line) {
        int colon = nameEnd(line);
        if (colon < 0) {
            return syntaxOrSizeError(line);
        }
        int to = line.to;
        int from = Ascii.skipBlanks(line.array, colon + 1, to);
        while (to > from && Ascii.isBlank(line.array[to - 1])) {
            to--;
        }
        return Ascii.all(Ascii.VALUE, line.array, from, to) ? note(line.array, line.from, colon, from, to) : BAD_VALUE;
    }

    /// Takes one trailer line, which must be well formed but means nothing; null when all is well.
    @Nullable
    Malformed addTrailer(LineReader line) {
        int colon = nameEnd(line);
        if (colon < 0) {
            return syntaxOrSizeError(line);
        }
        return Ascii.all(Ascii.VALUE, line.array, colon + 1, line.to) ? null : BAD_VALUE;
    }

    /// What only the whole block of a request can tell; null when all is well.
    @Nullable
    Malformed check(boolean http10) {
        if (!http10 && !hasHost) {
            return NO_HOST;
        }
        Malformed malformed = checkFraming(http10);
        // In HTTP/1.0 the field has no meaning (RFC 9110 section 10.1.1).
        return malformed == null && unknownExpectation && !http10 ? UNKNOWN_EXPECTATION : malformed;
    }

    /// The same for an answer, which has no `Host`.
    @Nullable
    Malformed checkFraming(boolean http10) {
        if (chunked || unknownCoding) {
            return checkCoding(http10);
        }
        return contentLength > Limits.BODY_BYTES ? BODY_TOO_LARGE : null;
    }

    private @Nullable Malformed checkCoding(boolean http10) {
        if (contentLength != UNKNOWN_LENGTH) {
            return LENGTH_AND_CODING;
        }
        if (http10) {
            return BAD_CODING;
        }
        return unknownCoding ? UNKNOWN_CODING : null;
    }

    /// Counts the line and finds its colon; -1 if it has no name directly before a colon, or exceeds a limit.
    private int nameEnd(LineReader line) {
        lines++;
        bytes += line.lineBytes();
        int end = Ascii.span(Ascii.TOKEN, line.array, line.from, line.to);
        boolean named = end > line.from && end < line.to && line.array[end] == ':';
        return named && !isTooLarge() ? end : -1;
    }

    private Malformed syntaxOrSizeError(LineReader line) {
        return isTooLarge() && !line.isEmpty() ? TOO_LARGE : NOT_A_HEADER;
    }

    private boolean isTooLarge() {
        return lines > Limits.HEADERS || bytes > Limits.HEADER_BLOCK_BYTES;
    }

    private @Nullable Malformed note(byte[] line, int name, int nameEnd, int from, int to) {
        // The length tells nearly all fields apart, so most names are never compared.
        String candidate = switch (nameEnd - name) {
            case 4 -> "host";
            case 6 -> "expect";
            case 10 -> "connection";
            case 14 -> "content-length";
            case 17 -> "transfer-encoding";
            default -> "";
        };
        if (!Ascii.equalsIgnoreCase(line, name, nameEnd, candidate)) {
            return null;
        }
        return switch (nameEnd - name) {
            case 4 -> host(line, from, to);
            case 6 -> eachElement(line, from, to, this::expectation);
            case 10 -> eachElement(line, from, to, this::connectionOption);
            case 14 -> contentLength(line, from, to);
            default -> eachElement(line, from, to, this::coding);
        };
    }

    private @Nullable Malformed expectation(byte[] line, int from, int to) {
        if (Ascii.equalsIgnoreCase(line, from, to, "100-continue")) {
            expectsContinue = true;
        } else if (from < to) {
            unknownExpectation = true;
        }
        return null;
    }

    private @Nullable Malformed host(byte[] line, int from, int to) {
        if (hasHost || !Uri.isHostAndPort(line, from, to)) {
            return BAD_HOST;
        }
        hasHost = true;
        return null;
    }

    private @Nullable Malformed contentLength(byte[] line, int from, int to) {
        if (from == to || contentLength != UNKNOWN_LENGTH) {
            return BAD_LENGTH;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return BAD_LENGTH;
            }
            value = 10 * value + digit;
        }
        contentLength = value;
        return null;
    }

    private @Nullable Malformed connectionOption(byte[] line, int from, int to) {
        close |= Ascii.equalsIgnoreCase(line, from, to, "close");
        keepAlive |= Ascii.equalsIgnoreCase(line, from, to, "keep-alive");
        return null;
    }

    private @Nullable Malformed coding(byte[] line, int from, int to) {
        if (from == to || chunked) {
            return BAD_CODING;
        }
        if (Ascii.equalsIgnoreCase(line, from, to, "chunked")) {
            chunked = true;
        } else {
            unknownCoding = true;
        }
        return null;
    }

    private interface ElementReader {
        @Nullable
        Malformed read(byte[] line, int from, int to);
    }

    /// Reads the elements of a comma-separated list in turn, up to the first error.
    private static @Nullable Malformed eachElement(byte[] line, int from, int to, ElementReader reader) {
        int start = from;
        while (true) {
            int end = start;
            while (end < to && line[end] != ',') {
                end++;
            }
            int first = Ascii.skipBlanks(line, start, end);
            int last = end;
            while (last > first && Ascii.isBlank(line[last - 1])) {
                last--;
            }
            Malformed malformed = reader.read(line, first, last);
            if (malformed != null || end == to) {
                return malformed;
            }
            start = end + 1;
        }
    }
}
