package threadvsloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Each limit from both sides: what just fits, and one byte or line more.
class LimitsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = "POST /e HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static String requestLine(int bytes) {
        String path = "/" + "a".repeat(bytes - "GET / HTTP/1.1\r\n".length());
        return "GET " + path + " HTTP/1.1\r\n";
    }

    /// A header block of so many bytes, without its empty line.
    private static String headerBlock(int bytes) {
        String host = "Host: h\r\n";
        return host + "X: " + "a".repeat(bytes - host.length() - "X: \r\n".length()) + "\r\n";
    }

    private static List<String> eventsInSmallPieces(String bytes) {
        return Feed.events(bytes.split("(?<=\\G.{1000})"));
    }

    @Test
    void requestLineOf16KiBFits() {
        String bytes = requestLine(16 * 1024) + "Host: h\r\n\r\n";
        assertThat(Feed.events(bytes)).singleElement().asString().startsWith("GET /aaa");
        assertThat(eventsInSmallPieces(bytes)).singleElement().asString().startsWith("GET /aaa");
    }

    @Test
    void longerRequestLineIsRefusedBeforeItEnds() {
        String bytes = requestLine(16 * 1024 + 1);
        assertThat(Feed.events(bytes)).containsExactly("414");
        assertThat(eventsInSmallPieces(bytes.substring(0, 16 * 1024))).containsExactly("414");
    }

    @Test
    void headerBlockOf16KiBFits() {
        String bytes = "GET / HTTP/1.1\r\n" + headerBlock(16 * 1024) + "\r\n";
        assertThat(Feed.events(bytes)).containsExactly("GET /");
        assertThat(eventsInSmallPieces(bytes)).containsExactly("GET /");
    }

    @Test
    void longerHeaderBlockIsRefused() {
        String bytes = "GET / HTTP/1.1\r\n" + headerBlock(16 * 1024 + 1);
        assertThat(Feed.events(bytes)).containsExactly("431");
        assertThat(Feed.events(GET + "X: " + "a".repeat(16 * 1024))).containsExactly("431");
    }

    @Test
    void hundredHeadersFit() {
        assertThat(Feed.events(GET + "X: y\r\n".repeat(99) + "\r\n")).containsExactly("GET /");
    }

    @Test
    void moreHeadersAreRefused() {
        assertThat(Feed.events(GET + "X: y\r\n".repeat(100))).containsExactly("431");
    }

    @Test
    void bodyOf1MiBFits() {
        String body = "b".repeat(Limits.BODY_BYTES);
        String sized = "POST /e HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        assertThat(Feed.events(sized)).containsExactly("POST /e [" + body + "]");
        assertThat(Feed.events(sized.substring(0, 70_000), sized.substring(70_000)))
                .containsExactly("POST /e [" + body + "]");
        assertThat(Feed.events(CHUNKED + "100000\r\n" + body + "\r\n0\r\n\r\n"))
                .containsExactly("POST /e [" + body + "]");
    }

    @Test
    void eightEmptyLinesAreSkipped() {
        assertThat(Feed.events("\r\n".repeat(8) + GET + "\r\n")).containsExactly("GET /");
    }

    @Test
    void chunkSizeLinesAreBounded() {
        String extension = ";" + "a".repeat(Limits.CHUNK_LINE_BYTES - "1;\r\n".length());
        assertThat(Feed.events(CHUNKED + "1" + extension + "\r\nx\r\n0\r\n\r\n"))
                .containsExactly("POST /e [x]");
        assertThat(Feed.events(CHUNKED + "1" + extension + "a\r\n")).containsExactly("400");
    }

    @Test
    void trailersAreBoundedLikeHeaders() {
        assertThat(Feed.events(CHUNKED + "0\r\n" + "X: y\r\n".repeat(100) + "\r\n"))
                .containsExactly("POST /e");
        assertThat(Feed.events(CHUNKED + "0\r\n" + "X: y\r\n".repeat(101))).containsExactly("431");
        assertThat(Feed.events(CHUNKED + "0\r\nX: " + "a".repeat(16 * 1024))).containsExactly("431");
    }
}
