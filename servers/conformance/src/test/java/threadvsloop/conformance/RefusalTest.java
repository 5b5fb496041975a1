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
            if (isRefused(connection, request)) connection.assertClosed();
        }
    }

    @ParameterizedTest
    @MethodSource("threadvsloop.conformance.RefusedRequest#all")
    void answersFirstWhatWasAskedBefore(RefusedRequest request) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(Requests.get("/wait/20") + Requests.get("/plaintext") + request.bytes());
            assertThat(connection.answer().text()).isEqualTo("waited");
            assertThat(connection.answer().text()).isEqualTo("Hello, World!");
            if (isRefused(connection, request)) connection.assertClosedOnceSendingEnds();
        }
    }

    /// Asserts that the request is refused, or that the contestant does what it is known to do instead: it may
    /// take the request for a good one, or close without a word. Returns whether it must close now.
    private boolean isRefused(RawConnection connection, RefusedRequest request) throws IOException {
        int status = Deviation.statusOf(contestant, request.what(), request.status());
        if (status == Deviation.NO_ANSWER) return true;
        Answer answer = connection.answer();
        if (status >= 400) {
            answer.assertRefusal(status, contestant);
            return true;
        }
        assertThat(answer.assertHeadersOf(contestant).status()).isEqualTo(status);
        return false;
    }
}
