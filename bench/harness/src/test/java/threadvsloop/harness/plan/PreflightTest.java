package threadvsloop.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreflightTest {

    private static final Preflight ROOMY = new Preflight(20_000, 32_768, 65_530, 28_232, 4_096);

    @Test
    void tenThousandConnectionsFitTheUsualLimits() {
        assertThat(ROOMY.problems(10_000, true)).isEmpty();
        assertThat(ROOMY.backlogWarning()).isEmpty();
    }

    @Test
    void everyLimitThatIsTooLowIsNamedWithItsRemedy() {
        Preflight tight = new Preflight(1_024, 4_000, 9_000, 5_000, 128);
        assertThat(tight.problems(10_000, true))
                .satisfiesExactly(
                        files -> assertThat(files).contains("open files", "10,300", "1,024", "ulimit -n 10300"),
                        ports -> assertThat(ports).contains("local ports", "ip_local_port_range"),
                        threads -> assertThat(threads).contains("threads", "kernel.pid_max=10300"),
                        mappings -> assertThat(mappings).contains("memory mappings", "vm.max_map_count=30900"));
        assertThat(tight.backlogWarning()).get().asString().contains("somaxconn is 128");
    }

    @Test
    void threadsMatterOnlyToThreadServers() {
        assertThat(new Preflight(20_000, 100, 100, 28_232, 4_096).problems(5_000, false))
                .isEmpty();
    }
}
