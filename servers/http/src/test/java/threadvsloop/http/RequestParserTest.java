package threadvsloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What a parser says of itself between calls: servers choose their deadlines by it.
class RequestParserTest {
    private final RequestParser parser = new RequestParser();

    private Parsed parse(String bytes) {
        return parser.parse(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void isIdleBetweenRequestsAlone() {
        assertThat(parser.isIdle()).isTrue();
        assertThat(parse("")).isEqualTo(Parsed.Unfinished.NEED_MORE);
        assertThat(parser.isIdle()).isTrue();
        parse("G");
        assertThat(parser.isIdle()).isFalse();
        parse("ET / HTTP/1.1\r\nHost: h\r\n");
        assertThat(parser.isIdle()).isFalse();
        assertThat(parse("\r\n")).isInstanceOf(ParsedRequest.class);
        assertThat(parser.isIdle()).isTrue();
    }

    @Test
    void isNotIdleAfterEmptyLines() {
        parse("\r\n");
        assertThat(parser.isIdle()).isFalse();
    }

    @Test
    void isInBodyFromTheEndOfTheHeadersOn() {
        parse("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r");
        assertThat(parser.isInBody()).isFalse();
        parse("\n");
        assertThat(parser.isInBody()).isTrue();
        parse("x");
        assertThat(parser.isInBody()).isTrue();
        parse("y");
        assertThat(parser.isInBody()).isFalse();
    }

    @Test
    void showsABodyWhereItLies() {
        byte[] bytes = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nxy".getBytes(StandardCharsets.US_ASCII);
        Parsed parsed = parser.parse(ByteBuffer.wrap(bytes));
        bytes[bytes.length - 1] = 'z';
        assertThat(parsed)
                .isInstanceOfSatisfying(
                        ParsedRequest.class,
                        request -> assertThat(StandardCharsets.US_ASCII
                                        .decode(request.body())
                                        .toString())
                                .isEqualTo("xz"));
    }

    @Test
    void pathIsAViewOfCharacters() {
        Parsed parsed = parse("GET /abc HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(parsed).isInstanceOfSatisfying(ParsedRequest.class, request -> {
            assertThat(request.path()).hasSize(4);
            assertThat(request.path().charAt(3)).isEqualTo('c');
            assertThat(request.path().subSequence(1, 3)).isEqualTo("ab");
        });
    }

    @Test
    void methodsAreKnownByName() {
        assertThat(Method.of("PATCH")).isEqualTo(Method.PATCH);
        assertThat(Method.of("patch")).isEqualTo(Method.OTHER);
    }
}
