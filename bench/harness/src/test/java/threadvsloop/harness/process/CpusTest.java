package threadvsloop.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpusTest {

    @ParameterizedTest(name = "{0} and {1}, {2} for the server: {3}, of which {4} are shared")
    @CsvSource(textBlock = """
            # server, generator, asked, server gets, shared
            0,        1,         1,     0,           ''
            0,        1,         2,     0-1,         1
            0,        1,         5,     0-1,         1
            0-3,      4-7,       2,     0-1,         ''
            0-3,      4-7,       5,     0-4,         4
            0-3,      4-7,       99,    0-7,         4-7
            """)
    void aServerMayBeGivenMoreCpusThanItsSideHas(
            String server, String generator, int asked, String gets, String shared) {
        Cpus placed = new Cpus(server, generator).withServerCpus(asked);
        assertThat(placed).isEqualTo(new Cpus(gets, generator));
        assertThat(placed.shared()).isEqualTo(shared);
        assertThat(placed.onServerCpus(List.of("x"))).containsExactly("taskset", "-c", gets, "x");
        assertThat(placed.generatorCount()).isEqualTo(new Cpus(server, generator).generatorCount());
    }

    @Test
    void nobodyIsConfinedWhereNobodyIs() {
        assertThat(Cpus.ALL.withServerCpus(2)).isEqualTo(Cpus.ALL);
        assertThat(Cpus.ALL.shared()).isEmpty();
    }
}
