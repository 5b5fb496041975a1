package threadvsloop.helidon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.http.Method;

class HelidonRequestTest {

    @ParameterizedTest
    @CsvSource({
        "GET,     /plaintext,             /plaintext",
        "GET,     //plaintext,            //plaintext",
        "GET,     http://host/plaintext,  /plaintext",
        "GET,     HTTPS://host:80/a/b,    /a/b",
        // an empty path is the root
        "GET,     http://host,            /",
        "OPTIONS, *,                      *",
        "CONNECT, host:80,                host:80",
    })
    void findsThePathOfATarget(Method method, String target, String path) {
        assertThat(HelidonRequest.path(method, target)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, plaintext",
        "GET, *",
        "GET, ftp://host/plaintext",
        "GET, http://",
        "GET, http:///plaintext",
        "GET, ''",
    })
    void knowsWhatIsNoTarget(Method method, String target) {
        assertThat(HelidonRequest.path(method, target)).isNull();
    }
}
