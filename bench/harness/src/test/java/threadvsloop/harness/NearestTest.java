package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

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
