package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every request that cannot be served is answered with a reason, in its turn, and its connection is closed.
@EveryContestant
class RefusalTest {

    private final Contestant contestant;
    private final ServerProcess server;

    RefusalTest(Contestant contestant) throws InterruptedException {
        this.contestant = contestant;
        server = ServerProcess.shared(contestant);
    }

    @ParameterizedTest
    @MethodSource("threadvsloop.conformance.RefusedRequest#all")
    void refusesAndCloses(RefusedRequest request) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(request.bytes());
            assertRefused(connection, request);
        }
    }

    @ParameterizedTest
    @MethodSource("threadvsloop.conformance.RefusedRequest#all")
    void answersFirstWhatWasAskedBefore(RefusedRequest request) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(Requests.get("/wait/20") + Requests.get("/plaintext") + request.bytes());
            assertThat(connection.answer().text()).isEqualTo("waited");
            assertThat(connection.answer().text()).isEqualTo("Hello, World!");
            assertRefused(connection, request);
        }
    }

    /// That the request is refused, or that the contestant does what it is known to do instead: a server may take the
    /// request for a good one, or close without a word.
    private void assertRefused(RawConnection connection, RefusedRequest request) throws IOException {
        int status = Deviation.statusOf(contestant, request.what(), request.status());
        if (status == Deviation.NO_ANSWER) {
            connection.assertClosed();
        } else if (status < 400) {
            assertThat(connection.answer().assertHeadersOf(contestant).status()).isEqualTo(status);
        } else {
            connection.answer().assertRefusal(status, contestant);
            connection.assertClosed();
        }
    }
}
