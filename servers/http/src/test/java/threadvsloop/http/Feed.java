package threadvsloop.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Feeds a parser as a server does, and writes down in words what comes out: a request on one line, an error as its
/// status, an interim answer as `100`. Nothing in the words depends on how the bytes were cut.
final class Feed {
    private final RequestParser parser = new RequestParser();
    private final List<String> events = new ArrayList<>();
    private boolean failed;

    /// What a stream of bytes means, cut into the given pieces.
    static List<String> events(String... pieces) {
        Feed feed = new Feed();
        for (String piece : pieces) {
            feed.add(piece.getBytes(StandardCharsets.ISO_8859_1));
        }
        return feed.events;
    }

    RequestParser parser() {
        return parser;
    }

    List<String> events() {
        return events;
    }

    /// Adds a piece, in an array that is then overwritten, as servers do with theirs.
    void add(byte[] piece) {
        byte[] shared = new byte[piece.length + 3];
        System.arraycopy(piece, 0, shared, 2, piece.length);
        ByteBuffer in = ByteBuffer.wrap(shared, 2, piece.length);
        while (in.hasRemaining() && !failed) {
            int before = in.position();
            Parsed parsed = parser.parse(in);
            note(parsed);
            if (in.position() == before && parsed instanceof Parsed.Unfinished) {
                throw new AssertionError("no progress at " + before + " of " + piece.length + ": " + parsed);
            }
        }
        java.util.Arrays.fill(shared, (byte) '~');
    }

    private void note(Parsed parsed) {
        switch (parsed) {
            case Parsed.Unfinished.NEED_MORE -> {}
            case Parsed.Unfinished.NEED_CONTINUE -> events.add("100");
            case Malformed malformed -> {
                events.add(Integer.toString(malformed.status().code()));
                failed = true;
            }
            case ParsedRequest request -> events.add(words(request));
        }
    }

    private static String words(ParsedRequest request) {
        ByteBuffer body = request.body();
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        String words = request.method() + " " + request.path();
        words += request.query().isEmpty() ? "" : "?" + request.query();
        words += bytes.length == 0 ? "" : " [" + new String(bytes, StandardCharsets.ISO_8859_1) + "]";
        return request.persistence() == Persistence.KEEP_ALIVE ? words : words + " " + request.persistence();
    }
}
