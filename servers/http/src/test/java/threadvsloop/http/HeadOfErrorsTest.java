package threadvsloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.http.RefusedRequestsTest.Case;

/// That a `HEAD` is known for one whatever else is wrong with it, since the answer to it must have no body
/// (RFC 9110 section 9.3.2).
class HeadOfErrorsTest {

    static Stream<Case> casesOfGetAndPost() {
        return RefusedRequestsTest.cases().filter(it -> it.bytes().matches("(?s)(GET|POST)[ \\t].*"));
    }

    private static String asHead(Case refused) {
        return refused.bytes().replaceFirst("GET|POST", "HEAD");
    }

    @ParameterizedTest
    @MethodSource("casesOfGetAndPost")
    void isKnownOfEveryRefusedRequest(Case refused) {
        String head = asHead(refused);
        for (int cut = 0; cut <= head.length(); cut++) {
            Feed feed = fed(head.substring(0, cut), head.substring(cut));
            assertThat(feed.events()).containsExactly(Integer.toString(refused.status()));
            assertThat(feed.parser().isHead()).as("cut at %d", cut).isTrue();
        }
        assertThat(fed(refused.bytes()).parser().isHead()).isFalse();
    }

    /// A request that takes too long is refused with a part of it there.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD",
                "HEAD ",
                "HEAD /a HTTP/1.1\r",
                "HEAD /a HTTP/1.1\r\n",
                "\r\nHEAD /",
                "HEAD /a HTTP/1.1\r\nHost: h\r\nX",
                "HEAD /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nx",
                "GET /a HTTP/1.1\r\nHost: h\r\n\r\nHEAD /",
                "HEAD /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n"
            })
    void isKnownOfAPart(String part) {
        assertThat(fed(part).parser().isHead()).isTrue();
        assertThat(fed(part.split("")).parser().isHead()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "H",
                "HEADS /a",
                "head /a",
                "GET /HEAD",
                "\r\n",
                "HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n",
                "HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n\r\n",
                "HEAD /a HTTP/1.1\r\nHost: h\r\n\r\nG",
                "HEAD /a HTTP/1.1\r\nHost: h\r\n\r\nGET /a HTTP/1.1\r\nHost: h\r\nX"
            })
    void isNotSaidOfOthers(String part) {
        assertThat(fed(part).parser().isHead()).isFalse();
        assertThat(fed(part.split("")).parser().isHead()).isFalse();
    }

    @Test
    void casesAreMany() {
        assertThat(casesOfGetAndPost()).hasSizeGreaterThan(150);
    }

    private static Feed fed(String... pieces) {
        Feed feed = new Feed();
        for (String piece : pieces) {
            feed.add(piece.getBytes(StandardCharsets.ISO_8859_1));
        }
        return feed;
    }
}
