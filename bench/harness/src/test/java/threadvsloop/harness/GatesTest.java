package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.results.run.Resources;
import threadvsloop.results.run.Validity;
import threadvsloop.results.run.Validity.Status;

class GatesTest {

    private static final Validity FINE = new Validity(Status.VALID, List.of());

    @ParameterizedTest
    @CsvSource(textBlock = """
            # steal, foreign, status
            0.04,    0.04,    VALID
            0.06,    0.00,    SUSPECT
            0.00,    0.06,    SUSPECT
            0.21,    0.00,    INVALID
            0.00,    0.26,    INVALID
            0.06,    0.26,    INVALID
            """)
    void gradesWhatOthersDidToTheHost(double steal, double foreign, Status status) {
        Validity verdict = Gates.judge(FINE, "GET /plaintext", 1, resources(steal, foreign), null);
        assertThat(verdict.status()).isEqualTo(status);
    }

    @Test
    void anAnswerBeforeItsWaitIsOverProvesThatTheWaitWasSkipped() {
        assertThat(Gates.judge(FINE, "GET /wait/100", 99_000_000, null, null).status())
                .isEqualTo(Status.INVALID);
        assertThat(Gates.judge(FINE, "GET /wait/100", 99_000_000, null)
                        .reasons()
                        .getFirst())
                .contains("skipped", "/wait/100", "99.0 ms");
        assertThat(Gates.judge(FINE, "GET /wait/100", 100_000_000, null, null).status())
                .isEqualTo(Status.VALID);
        assertThat(Gates.judge(FINE, "GET /wait/100", -1, null, null).status()).isEqualTo(Status.VALID);
        assertThat(Gates.judge(FINE, "GET /plaintext", 10_000, null, null).status()).isEqualTo(Status.VALID);
    }

    @Test
    void theGeneratorsOwnVerdictIsKeptWithItsReasons() {
        Validity suspect = new Validity(Status.SUSPECT, List.of("send lag"));
        assertThat(Gates.judge(suspect, "GET /plaintext", 1, resources(0, 0), null)).isEqualTo(suspect);
        Validity invalid = new Validity(Status.INVALID, List.of("generator too slow"));
        assertThat(Gates.judge(invalid, "GET /plaintext", 1, resources(0.06, 0), null).reasons())
                .hasSize(2)
                .first()
                .isEqualTo("generator too slow");
    }

    private static Resources resources(double steal, double foreign) {
        Resources.Level level = new Resources.Level(1, 1, 1);
        return new Resources(
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                level,
                level,
                level,
                level,
                level,
                level,
                1,
                1,
                new Resources.KernelMemory(0, 0, 0),
                steal,
                0,
                foreign,
                5);
    }
}
