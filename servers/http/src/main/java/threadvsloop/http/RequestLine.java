package threadvsloop.http;

import org.jspecify.annotations.Nullable;

/// `method SP target SP HTTP/1.x`, with exactly these spaces (RFC 9112 section 3).
final class RequestLine {
    private static final Malformed NOT_A_REQUEST_LINE =
            Malformed.badRequest("request line is not: method, one space, target, one space, HTTP version");
    private static final Malformed BAD_TARGET = Malformed.badRequest(
            "request target is neither a path nor an http URL, nor * with OPTIONS, nor of CONNECT");
    private static final Malformed VERSION_NOT_SUPPORTED =
            new Malformed(Status.VERSION_NOT_SUPPORTED, "only HTTP/1.1 and HTTP/1.0 are spoken here");
    private static final int VERSION_BYTES = 8;

    private RequestLine() {}

    /// Reads the line into the request; null when all is well.
    static @Nullable Malformed parse(byte[] line, int from, int to, ParsedRequest request) {
        int methodEnd = Ascii.span(Ascii.TOKEN, line, from, to);
        if (methodEnd == from || methodEnd == to || line[methodEnd] != ' ') {
            return NOT_A_REQUEST_LINE;
        }
        int targetEnd = Ascii.span(Ascii.TARGET, line, methodEnd + 1, to);
        if (targetEnd == methodEnd + 1 || targetEnd == to || line[targetEnd] != ' ') {
            return NOT_A_REQUEST_LINE;
        }
        Malformed unsupported = version(line, targetEnd + 1, to, request);
        if (unsupported != null) {
            return unsupported;
        }
        request.method = Method.of(line, from, methodEnd);
        return target(line, methodEnd + 1, targetEnd, request);
    }

    private static @Nullable Malformed version(byte[] line, int from, int to, ParsedRequest request) {
        boolean wellFormed = to - from == VERSION_BYTES
                && line[from] == 'H'
                && line[from + 1] == 'T'
                && line[from + 2] == 'T'
                && line[from + 3] == 'P'
                && line[from + 4] == '/'
                && Ascii.isDigit(line[from + 5])
                && line[from + 6] == '.'
                && Ascii.isDigit(line[from + 7]);
        if (!wellFormed) {
            return NOT_A_REQUEST_LINE;
        }
        request.http10 = line[from + 7] == '0';
        return line[from + 5] == '1' ? null : VERSION_NOT_SUPPORTED;
    }

    private static @Nullable Malformed target(byte[] line, int from, int to, ParsedRequest request) {
        boolean asterisk = to - from == 1 && line[from] == '*' && request.method == Method.OPTIONS;
        boolean asIs = line[from] == '/' || asterisk || request.method == Method.CONNECT;
        int path = asIs ? from : pathOfUrl(line, from, to);
        if (path < 0) {
            return BAD_TARGET;
        }
        request.target(line, path, to);
        return null;
    }

    /// Where the path (or, without a path, the query or the end) of an http or https URL starts; -1 for no URL.
    private static int pathOfUrl(byte[] line, int from, int to) {
        int authority = schemeEnd(line, from, to);
        if (authority < 0) {
            return -1;
        }
        int path = authority;
        while (path < to && line[path] != '/' && line[path] != '?') {
            path++;
        }
        return path == authority ? -1 : path;
    }

    private static int schemeEnd(byte[] line, int from, int to) {
        for (String scheme : new String[] {"http://", "https://"}) {
            int end = from + scheme.length();
            if (end <= to && Ascii.equalsIgnoreCase(line, from, end, scheme)) {
                return end;
            }
        }
        return -1;
    }
}
