package threadvsloop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseEncoderTest {
    /// The example of RFC 9110 section 5.6.7.
    private static final long RFC_EXAMPLE_SECOND = 784_111_777;

    private final ResponseEncoder encoder = new ResponseEncoder("tvl", RFC_EXAMPLE_SECOND);

    private static String head(ResponseEncoder encoder, Response response, Persistence persistence) {
        ByteBuffer out = ByteBuffer.allocate(ResponseEncoder.MAX_HEAD_BYTES);
        encoder.head(response, persistence, out);
        return StandardCharsets.US_ASCII.decode(out.flip()).toString();
    }

    @Test
    void writesAllOfAHead() {
        assertThat(head(encoder, Response.ok("Hello, World!"), Persistence.KEEP_ALIVE))
                .isEqualTo("""
                        HTTP/1.1 200 OK\r
                        Server: tvl\r
                        Date: Sun, 06 Nov 1994 08:49:37 GMT\r
                        Content-Type: text/plain\r
                        Content-Length: 13\r
                        \r
                        """);
    }

    @Test
    void writesWhatErrorsAddToIt() {
        assertThat(head(encoder, Response.methodNotAllowed("GET, HEAD"), Persistence.CLOSE))
                .startsWith("HTTP/1.1 405 Method Not Allowed\r\nServer: tvl\r\n")
                .endsWith("Content-Length: 28\r\nAllow: GET, HEAD\r\nConnection: close\r\n\r\n");
    }

    @Test
    void tellsAnOldClientThatTheConnectionStays() {
        assertThat(head(encoder, Response.ok(""), Persistence.KEEP_ALIVE_STATED))
                .endsWith("Content-Length: 0\r\nConnection: keep-alive\r\n\r\n");
    }

    @Test
    void changesNothingButTheDateWithTime() {
        String before = head(encoder, Response.ok(""), Persistence.KEEP_ALIVE);
        String after = head(encoder.at(RFC_EXAMPLE_SECOND + 1), Response.ok(""), Persistence.KEEP_ALIVE);
        assertThat(after).isEqualTo(before.replace(":37 GMT", ":38 GMT"));
    }

    @ParameterizedTest
    @CsvSource({"0", "9", "10", "99", "100", "16777216", "2147483647"})
    void writesLengthsInDecimal(int length) {
        // A body of that length, without its memory: only its limit is looked at.
        ByteBuffer out = ByteBuffer.allocate(20);
        ResponseEncoder.putDecimal(length, out);
        assertThat(StandardCharsets.US_ASCII.decode(out.flip()).toString()).isEqualTo(Integer.toString(length));
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void noHeadIsLongerThanPromised(Status status) {
        Response longest = new Response(status, ContentType.BYTES, ByteBuffer.allocate(1 << 20), false, "GET, HEAD");
        ResponseEncoder wordy = new ResponseEncoder("s".repeat(64), RFC_EXAMPLE_SECOND);
        assertThat(head(wordy, longest, Persistence.KEEP_ALIVE_STATED)).startsWith("HTTP/1.1 " + status.code());
    }

    @ParameterizedTest
    @CsvSource({
        // the two digits of a day that the JDK's formatter would write as one
        "1783065600, 'Fri, 03 Jul 2026 08:00:00 GMT'",
        // a leap day
        "1835395200, 'Tue, 29 Feb 2028 00:00:00 GMT'",
        "0, 'Thu, 01 Jan 1970 00:00:00 GMT'",
    })
    void writesDatesAsHttpHasThem(long epochSecond, String date) {
        assertThat(HttpDate.of(epochSecond)).isEqualTo(date);
    }

    @Test
    void refusesAServerNameThatWouldBreakTheHeader() {
        assertThatThrownBy(() -> new ResponseEncoder("a\r\nb", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a\r\nb");
    }

    @Test
    void refusesABodyThatDoesNotStartAt0() {
        ByteBuffer body = ByteBuffer.allocate(3).position(1);
        assertThatThrownBy(() -> Response.ok(ContentType.BYTES, body))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1");
    }

    @Test
    void aBorrowedBodyIsWhatRemains() {
        ByteBuffer body =
                ByteBuffer.wrap("abc".getBytes(StandardCharsets.US_ASCII)).position(1);
        assertThat(Response.borrowed(ContentType.BYTES, body).bodyLength()).isEqualTo(2);
    }
}
