package threadvsloop.harness.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedWaitTest {

    @ParameterizedTest
    @CsvSource({
        "GET /wait/100,              100, false, GET /wait/1",
        "GET /block/20,               20, false, GET /block/1",
        "GET /offload/20,             20, false, GET /offload/1",
        "GET /db/wait/50,             50, false, GET /db/wait/1",
        "GET /deep/1000/200,         200, false, GET /deep/1000/1",
        "GET /upstream/3/333,        999, true,  GET /upstream/3/1",
        "GET /upstream/3/20?parallel, 20, true,  GET /upstream/3/1?parallel",
        "GET /page/3/20,              60, true,  GET /page/3/1",
        "GET /page/3/20?parallel,     20, true,  GET /page/3/1?parallel",
    })
    void isReadFromThePath(String request, double leastMs, boolean ofUpstream, String hasty) {
        AskedWait wait = AskedWait.of(request).orElseThrow();
        assertThat(wait.leastMs()).isEqualTo(leastMs);
        assertThat(wait.ofUpstream()).isEqualTo(ofUpstream);
        assertThat(wait.hasty()).isEqualTo(hasty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /plaintext", "GET /db/20", "GET /bytes/65536", "GET /cpu/1000", "GET /file/1k"})
    void otherRequestsAskForNone(String request) {
        assertThat(AskedWait.of(request)).isEmpty();
    }
}
