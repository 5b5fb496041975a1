package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointLoadTest {

    @ParameterizedTest
    @CsvSource({
        "GET /wait/100, GET /wait/1",
        "GET /deep/1000/1000, GET /deep/1000/1",
        "GET /upstream/3/333, GET /upstream/3/1",
        "GET /page/3/20?parallel, GET /page/3/1?parallel",
        "GET /db/wait/50, GET /db/wait/1",
        "GET /db/20, GET /db/20",
        "GET /bytes/65536, GET /bytes/65536",
        "GET /plaintext, GET /plaintext"
    })
    void aStartIsTimedWithoutTheWait(String request, String hasty) {
        assertThat(PointLoad.hasty(request)).isEqualTo(hasty);
    }
}
