package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({"node, node, 0", "nod, node, 1", "ndoe, node, 2", "'', abc, 3", "kitten, sitting, 3"})
    void countsEdits(String a, String b, int edits) {
        assertThat(Nearest.distance(a, b)).isEqualTo(edits);
        assertThat(Nearest.distance(b, a)).isEqualTo(edits);
    }

    @Test
    void namesTheNearestWord() {
        assertThat(Nearest.unknown("contestant", "evenloop", List.of("node", "eventloop")))
                .hasMessage("unknown contestant \"evenloop\": did you mean \"eventloop\"?");
    }

    @Test
    void listsAllWhenNothingIsNear() {
        assertThat(Nearest.unknown("contestant", "xyz", List.of("node", "eventloop")))
                .hasMessage("unknown contestant \"xyz\": known: node, eventloop");
    }
}
