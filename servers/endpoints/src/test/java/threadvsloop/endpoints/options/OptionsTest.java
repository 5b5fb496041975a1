package threadvsloop.endpoints.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final List<Option<?>> KNOWN = Option.COMMON;

    private static Options parse(String... args) throws UsageException {
        return Options.parse(KNOWN, args);
    }

    @Test
    void hasDefaults() throws UsageException {
        Options options = parse();
        assertThat(options.get(Option.HOST)).isEqualTo("127.0.0.1");
        assertThat(options.get(Option.PORT)).isZero();
        assertThat(options.get(Option.BACKLOG)).isEqualTo(4096);
        assertThat(options.get(Option.IDLE_TIMEOUT)).isZero();
        assertThat(options.get(Option.OFFLOAD)).isEqualTo(4);
        assertThat(options.get(Option.CONTESTANT)).isEmpty();
    }

    @Test
    void takesValuesInBothForms() throws UsageException {
        Options options = parse("--port", "80", "--idle-timeout=30s", "--port=8080");
        assertThat(options.get(Option.PORT)).isEqualTo(8080);
        assertThat(options.get(Option.IDLE_TIMEOUT)).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.texts()).containsEntry("port", "8080").containsEntry("host", "127.0.0.1");
    }

    @Test
    void readsWhereTheBackendsAre() throws UsageException {
        assertThat(BackendAddresses.of(parse()))
                .isEqualTo(new BackendAddresses(Optional.empty(), 10_000, Optional.empty(), 16));
        Options options = parse(
                "--upstream", "[::1]:9", "--upstream-pool", "5", "--database", "postgresql://u:p@h:7/n", "--db-pool=3");
        assertThat(BackendAddresses.of(options))
                .isEqualTo(new BackendAddresses(
                        Optional.of(new HostPort("::1", 9)),
                        5,
                        Optional.of(new DatabaseUrl("u", "p", "h", 7, "n")),
                        3));
        assertThat(DatabaseUrl.parse("postgres://u@h/n")).isEqualTo(new DatabaseUrl("u", "", "h", 5432, "n"));
    }

    @ParameterizedTest
    @CsvSource({"none, 0", "250ms, 250", "30s, 30000", "2m, 120000"})
    void readsDurations(String text, long ms) throws UsageException {
        assertThat(parse("--idle-timeout", text).get(Option.IDLE_TIMEOUT)).isEqualTo(Duration.ofMillis(ms));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot 1 | unknown option --prot; did you mean --port?",
                "--idletimeout 1s | unknown option --idletimeout; did you mean --idle-timeout?",
                "-h | unknown option -h; did you mean --host?",
                "--port | --port needs a value",
                "--port x | --port must be a whole number from 0 to 65535, not \"x\"",
                "--port 65536 | --port must be a whole number from 0 to 65535, not \"65536\"",
                "--port -1 | --port must be a whole number from 0 to 65535, not \"-1\"",
                "--port +1 | --port must be a whole number from 0 to 65535, not \"+1\"",
                "--port \u0668\u0660 | --port must be a whole number from 0 to 65535, not \"\u0668\u0660\"",
                "--port 99999999999 | --port must be a whole number from 0 to 65535, not \"99999999999\"",
                "--port 1,5 | --port must be a whole number from 0 to 65535, not \"1,5\"",
                "--upstream a:\u0668 | --upstream must be none or host:port, such as 127.0.0.1:9000, not \"a:\u0668\"",
                "--idle-timeout \uff11s | --idle-timeout must be none or a number with ms, s or m, such as 30s,"
                        + " not \"\uff11s\"",
                "--backlog 0 | --backlog must be a whole number from 1 to 65535, not \"0\"",
                "--host= | --host must be a name or an address without blanks, not \"\"",
                "--idle-timeout 30 | --idle-timeout must be none or a number with ms, s or m, such as 30s, not \"30\"",
                "--upstream 9000 | --upstream must be none or host:port, such as 127.0.0.1:9000, not \"9000\"",
                "--upstream a:0 | --upstream must be none or host:port, such as 127.0.0.1:9000, not \"a:0\"",
                "--database mysql://u@h/n | --database must be none or postgresql://user:password@host:port/name,"
                        + " not \"mysql://u@h/n\"",
                "--database postgresql://h/n | --database must be none or postgresql://user:password@host:port/name,"
                        + " not \"postgresql://h/n\"",
                "--contestant a/b | "
                        + "--contestant must be 1 to 64 letters, digits, dots, dashes or underscores, not \"a/b\"",
            })
    void refusesInOneLine(String args, String line) {
        assertThatThrownBy(() -> parse(args.split(" ")))
                .isInstanceOfSatisfying(
                        UsageException.class,
                        e -> assertThat(e.line()).isEqualTo(line).doesNotContain("\n"));
    }
}
