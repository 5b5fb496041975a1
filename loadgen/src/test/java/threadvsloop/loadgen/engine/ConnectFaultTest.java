package threadvsloop.loadgen.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import threadvsloop.model.measured.ConnectFault;

class ConnectFaultTest {
    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of(new SocketException("Too many open files"), ConnectFault.TOO_MANY_FILES),
                Arguments.of(new IOException("Too many open files in system"), ConnectFault.TOO_MANY_FILES),
                Arguments.of(new ConnectException("Cannot assign requested address"), ConnectFault.NO_LOCAL_PORT),
                Arguments.of(new ConnectException("Connection refused"), ConnectFault.REFUSED),
                Arguments.of(new IOException("Connection reset by peer"), ConnectFault.REFUSED),
                Arguments.of(new ConnectException("Connection timed out"), ConnectFault.TIMED_OUT),
                Arguments.of(new NoRouteToHostException("No route to host"), ConnectFault.UNREACHABLE),
                Arguments.of(new ConnectException("Network is unreachable"), ConnectFault.UNREACHABLE),
                Arguments.of(new IOException(), ConnectFault.OTHER));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void theSystemsReasonHasAName(IOException e, ConnectFault fault) {
        assertThat(ConnectFault.of(e)).isEqualTo(fault);
    }
}
