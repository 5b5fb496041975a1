package threadvsloop.endpoints.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityTest {

    @Test
    void knowsThisProcess() {
        Identity identity = Identity.ofThisProcess("x", Map.of());
        assertThat(identity.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(identity.runtime()).matches("OpenJDK 25.* \\(.+\\)");
        assertThat(identity.version()).matches("\\d+\\.\\d+.*");
    }

    @Test
    void isReadyInOneLineOfJson() {
        Identity identity = new Identity("a", "OpenJDK 25 (\"x\\y\")", "1.0\n", 7, Map.of());
        assertThat(identity.readyLine(80))
                .isEqualTo("{\"ready\":true,\"contestant\":\"a\",\"port\":80,\"pid\":7,"
                        + "\"runtime\":\"OpenJDK 25 (\\\"x\\\\y\\\")\",\"version\":\"1.0\\u000a\"}");
    }
}
