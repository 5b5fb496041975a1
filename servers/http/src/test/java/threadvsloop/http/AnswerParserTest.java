package threadvsloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.http.ParsedAnswer.Complete;
import threadvsloop.http.ParsedAnswer.Garbage;
import threadvsloop.http.ParsedAnswer.Unfinished;

/// Line ends are written as `|`.
class AnswerParserTest {
    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK|Content-Length: 6||waited, 200, waited, true",
        "HTTP/1.1 404 Not Found|Content-Length: 0||, 404, '', true",
        "HTTP/1.1 204 No Content||, 204, '', true",
        "HTTP/1.1 304|Content-Length: 9||, 304, '', true",
        "HTTP/1.1 200 OK|Content-Length: 1|Connection: close||x, 200, x, false",
        "HTTP/1.0 200 OK|Content-Length: 1||x, 200, x, false",
        "HTTP/1.0 200 OK|Content-Length: 1|Connection: keep-alive||x, 200, x, true",
        "HTTP/1.1 502 Bad|Transfer-Encoding: chunked||2;a=b|ab|1|c|0|X: y||, 502, abc, true",
        "HTTP/1.1 200 OK|Content-Length: 1||\u00e9, 200, \u00e9, true",
    })
    void understandsAnswersHoweverTheyArrive(String text, int status, String body, boolean keepAlive) {
        Complete expected = new Complete(status, body, keepAlive);
        AnswerParser parser = new AnswerParser();
        ByteBuffer two = bytes(text + text);
        assertThat(parser.parse(two)).isEqualTo(expected);
        assertThat(parser.isMidAnswer()).isFalse();
        assertThat(parser.parse(two)).isEqualTo(expected);
        assertThat(two.hasRemaining()).isFalse();
        ByteBuffer one = bytes(text);
        for (int end = 1; end < one.capacity(); end++) {
            assertThat(parser.parse(one.limit(end))).isEqualTo(Unfinished.NEED_MORE);
            assertThat(parser.isMidAnswer()).isTrue();
        }
        assertThat(parser.parse(one.limit(one.capacity()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "waited|",
                "HTTP/2.0 200 OK|",
                "HTTP/1.x 200 OK|",
                "HTTP/1.1 2x0 OK|",
                "HTTP/1.1 20|",
                "HTTP/1.1 100 Continue|",
                "HTTP/1.1 200 OK||",
                "HTTP/1.1 200 OK|no colon|",
                "HTTP/1.1 200 OK|Content-Length: -1||",
                "HTTP/1.1 200 OK|Content-Length: 1048577||",
                "HTTP/1.1 200 OK|Content-Length: 1|Transfer-Encoding: chunked||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||x|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1;|",
                "HTTP/1.1 200 OK\n",
            })
    void refusesWhatIsNoAnswer(String text) {
        assertThat(new AnswerParser().parse(bytes(text))).isInstanceOf(Garbage.class);
    }
}
