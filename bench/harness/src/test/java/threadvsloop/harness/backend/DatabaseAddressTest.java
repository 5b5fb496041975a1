package threadvsloop.harness.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.harness.UsageException;

class DatabaseAddressTest {

    @Test
    void readsWhatServersRead() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://me:s%40cret@db.local:5433/bench");
        assertThat(address)
                .isEqualTo(new DatabaseAddress(
                        "postgresql://me:s%40cret@db.local:5433/bench", "me", "s@cret", "db.local", 5433, "bench"));
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.local:5433/bench");
        assertThat(DatabaseAddress.parse("postgres://me@db/bench").port()).isEqualTo(5432);
    }

    @Test
    void aPasswordIsNeverShown() {
        assertThat(DatabaseAddress.parse("postgresql://me:secret@db/bench").shown())
                .isEqualTo("postgresql://me:***@db/bench");
        assertThat(DatabaseAddress.masked("--database=postgresql://me:secret@db/bench"))
                .isEqualTo("--database=postgresql://me:***@db/bench");
        assertThat(DatabaseAddress.masked("postgresql://me@db/bench")).isEqualTo("postgresql://me@db/bench");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bench",
                "mysql://me:secret@db/bench",
                "postgresql://db/bench",
                "postgresql://me:secret@db",
                "postgresql://me:secret@db/a b"
            })
    void anythingElseIsRefusedWithTheForm(String text) {
        assertThatThrownBy(() -> DatabaseAddress.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("postgresql://user:password@host:port/name");
    }
}
