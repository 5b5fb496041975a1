package threadvsloop.endpoints.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolSizeTest {

    @ParameterizedTest
    @CsvSource({"pool:8, 8", "pool:200, 200", "pool:65535, 65535"})
    void isTheNumber(String text, int size) {
        assertThat(PoolSize.parse(text, 8)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pool", "pool:", "pool:7", "pool:0", "pool:-8", "pool:x", "pool:65536", "Pool:8", "8"})
    void isRefusedOtherwise(String text) {
        assertThatThrownBy(() -> PoolSize.parse(text, 8)).isInstanceOf(IllegalArgumentException.class);
    }
}
