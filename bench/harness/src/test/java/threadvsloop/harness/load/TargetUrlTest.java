package threadvsloop.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.UsageException;
import threadvsloop.model.load.Header;

/// Known answers: those of the WHATWG URL Standard, but for the fragment, which is not sent.
class TargetUrlTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "→", quoteCharacter = '~', textBlock = """
            # URL                                    → authority                  → request target
            http://127.0.0.1:8080/                   → 127.0.0.1:8080             → /
            http://example                           → example                    → /
            http://example:                          → example                    → /
            http://example:80/a                      → example                    → /a
            http://example:0080/a                    → example                    → /a
            http://example:8080                      → example:8080               → /
            HTTP://EXAMPLE/A                         → example                    → /A
            hTTp:\\\\example\\a                      → example                    → /a
            http://my_service/                       → my_service                 → /
            http://my_service.local:81/x             → my_service.local:81        → /x
            http://example./                         → example.                   → /
            http://Bücher.example/                   → xn--bcher-kva.example      → /
            http://xn--bcher-kva.example/            → xn--bcher-kva.example      → /
            http://straße.de/                        → xn--strae-oqa.de           → /
            http://例え。テスト/                           → xn--r8jz45g.xn--zckzah     → /
            http://ｅｘ.com/                           → ex.com                     → /
            http://b%C3%BCcher.example/              → xn--bcher-kva.example      → /
            http://💩.la/                             → xn--ls8h.la                → /
            http://127.1/                            → 127.0.0.1                  → /
            http://127.0.1:81/                       → 127.0.0.1:81               → /
            http://2130706433/                       → 127.0.0.1                  → /
            http://0x7f.1/                           → 127.0.0.1                  → /
            http://0X7F000001/                       → 127.0.0.1                  → /
            http://0177.0.0.01/                      → 127.0.0.1                  → /
            http://127.0.0.1./                       → 127.0.0.1                  → /
            http://1.2.3.4.example/                  → 1.2.3.4.example            → /
            http://[::1]/                            → [::1]                      → /
            http://[::1]:8080/a                      → [::1]:8080                 → /a
            http://[FE80::1%eth0]:81/                → [fe80::1]:81               → /
            http://[fe80::1%25eth0]/                 → [fe80::1]                  → /
            http://[::1%lo]                          → [::1]                      → /
            http://[::ffff:127.0.0.1]/               → 127.0.0.1                  → /
            http://user:secret@example/              → example                    → /
            http://user@example:81/                  → example:81                 → /
            http://@example/                         → example                    → /
            http://a@b@example/                      → example                    → /
            http://example?x=1                       → example                    → /?x=1
            http://example#top                       → example                    → /
            http://example/a?x=1#top                 → example                    → /a?x=1
            http://example/a|b{c}                    → example                    → /a%7Cb%7Bc%7D
            http://example/ü                         → example                    → /%C3%BC
            http://example/a%20b%zz                  → example                    → /a%20b%zz
            http://example/%C3%BC                    → example                    → /%C3%BC
            http://example/"<>^`                     → example                    → /%22%3C%3E%5E%60
            http://example/a[1]?b[]=2                → example                    → /a[1]?b[]=2
            http://example/a?ü={x}|\\                → example                    → /a?%C3%BC=%7Bx%7D%7C%5C
            http://example/💩                         → example                    → /%F0%9F%92%A9
            http://example/a/../b/./c                → example                    → /b/c
            http://example/a/%2E%2e/b                → example                    → /b
            http://example/../..                     → example                    → /
            http://example/a/..                      → example                    → /
            http://example/a/.                       → example                    → /a/
            http://example//a//b                     → example                    → //a//b
            http://example/a:30                      → example                    → /a:30
            http://example/a@b:c                     → example                    → /a@b:c
            """)
    void isReadAsBrowsersDo(String text, String authority, String target) {
        TargetUrl url = TargetUrl.parse(text);
        assertThat(url.address().authority()).isEqualTo(authority);
        assertThat(url.target()).isEqualTo(target);
    }

    @Test
    void blanksAroundItAndLineEndsWithinAreNoPartOfIt() {
        TargetUrl url = TargetUrl.parse("  http://exa\tmple/a b\nc ");
        assertThat(url.address().authority()).isEqualTo("example");
        assertThat(url.target()).isEqualTo("/a%20bc");
    }

    @Test
    void aZoneStaysHere() {
        TargetUrl url = TargetUrl.parse("http://[::1%lo]:8080/");
        assertThat(url.address().host()).isEqualTo("::1%lo");
        assertThat(url.address()).hasToString("[::1%lo]:8080");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            http://user:secret@h/,          user:secret
            http://user@h/,                 user:
            http://:secret@h/,              :secret
            http://u%3Aa:p%40ss%2F@h/,      u:a:p@ss/
            http://ü:ö@h/,                  ü:ö
            http://a@b:c@h/,                a@b:c
            """)
    void userInfoIsSentAsBasic(String text, String decoded) {
        String base64 =
                java.util.Base64.getEncoder().encodeToString(decoded.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(TargetUrl.parse(text).authorization()).contains(new Header("Authorization", "Basic " + base64));
    }

    @Test
    void withoutUserInfoNothingIsSent() {
        assertThat(TargetUrl.parse("http://h/a@b").authorization()).isEmpty();
        assertThat(TargetUrl.parse("http://@h/").authorization()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            https://example/              | asks for TLS, which is not supported
            HTTPS://example/              | asks for TLS, which is not supported
            unix:/run/x.sock              | asks for a Unix socket, which is not supported
            http+unix://%2Frun%2Fx/       | asks for a Unix socket, which is not supported
            ftp://example/                | is not an http URL: write http://host:port/path
            localhost:8080/x              | write http://localhost:8080/x
            example                       | is not an http URL
            /path                         | is not an http URL
            http:example                  | two slashes
            http:/example                 | two slashes
            http://                       | names no host
            http:///a                     | names no host
            http://:80/                   | names no host
            http://u:p@/                  | names no host
            http://example:0/             | the port must be a number from 1 to 65,535
            http://example:65536/         | the port must be a number from 1 to 65,535
            http://example:٣/             | the port must be a number from 1 to 65,535
            http://example:8o/            | the port must be a number from 1 to 65,535
            http://a b/                   | must not hold ' '
            http://a%20b/                 | must not hold ' '
            http://a%7Cb/                 | must not hold '
            http://a..b/                  | nothing between two dots
            http://256.1.1.1/             | is no IPv4 address
            http://1.2.3.4.5/             | is no IPv4 address
            http://1.2.3.256/             | is no IPv4 address
            http://4294967296/            | is no IPv4 address
            http://foo.0x4/               | is no IPv4 address
            http://08.1/                  | is no IPv4 address
            http://[::1/                  | is no IPv6 address
            http://[1.2.3.4]/             | is no IPv6 address
            http://[::g]/                 | is no IPv6 address
            http://[]/                    | is no IPv6 address
            """)
    void whatCannotBeUsedIsRefusedWithARemedy(String text, String said) {
        assertThatThrownBy(() -> TargetUrl.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', textBlock = """
            https://user:secret@example/
            http://user:secret@:80/
            http://user:secret@[::1/
            http://user:sec/secret@example/
            http://user:sec?secret@example/
            http://user:99999/secret@example
            ftp://user:secret@example
            """)
    void aPasswordIsNeverPrinted(String text) {
        assertThatThrownBy(() -> TargetUrl.parse(text))
                .isInstanceOf(UsageException.class)
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("secret").doesNotContain("99999"));
    }

    /// RFC 3492, section 7.1.
    @ParameterizedTest
    @CsvSource(textBlock = """
            ليهمابتكلموشعربي؟,            egbpdaj6bu4bxfgehfvwxn
            他们为什么不说中文,             ihqwcrb4cv8a8dqg056pqjye
            Pročprostěnemluvíčesky,      Proprostnemluvesky-uyb24dma41a
            3年b組金八先生,                3b-ww4c5e180e575a65lsy2b
            MajiでKoiする5秒前,           MajiKoi5-783gue6qz075azm5e
            -> $1.00 <-,                 -> $1.00 <--
            """)
    void labelsAreWrittenInAscii(String label, String encoded) {
        assertThat(Punycode.encode(label)).isEqualTo(encoded);
    }
}
