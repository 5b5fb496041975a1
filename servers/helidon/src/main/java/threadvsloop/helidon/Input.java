package threadvsloop.helidon;

import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import threadvsloop.endpoints.options.Timeouts;

/// What a client sends, as Helidon's parser pulls it, and what it is that is being sent. On the connection's thread,
/// but for [#stage], which the timer reads once it has claimed the deadline.
///
/// ```
/// IDLE --first bytes--> HEADERS --parsed--> BODY --read whole--> ANSWERING --sent--> IDLE
///   any of them --refused--> REFUSED
/// ```
///
/// HEADERS have one deadline, BODY a new one for every piece of it.
final class Input implements Supplier<byte @Nullable []> {
    private final HelidonSocket socket;
    private final Deadline deadline;
    private final long requestNs;

    /// Zero for none.
    private final long idleNs;

    private final long lingerNs;
    private Stage stage = Stage.IDLE;

    enum Stage {
        IDLE,
        HEADERS,
        BODY,
        ANSWERING,
        REFUSED
    }

    Input(HelidonSocket socket, Deadline deadline, Timeouts timeouts) {
        this.socket = socket;
        this.deadline = deadline;
        this.requestNs = timeouts.request().toNanos();
        this.idleNs = timeouts.idle().toNanos();
        this.lingerNs = timeouts.linger().toNanos();
    }

    Stage stage() {
        return stage;
    }

    /// Waits for more bytes. Null if a client ends that has sent nothing of another request.
    ///
    /// @throws CloseConnectionException if the client is gone, ends in the middle of a request, or was too slow
    @Override
    public byte @Nullable [] get() {
        if (stage == Stage.BODY) {
            deadline.in(requestNs);
        } else if (stage == Stage.IDLE && idleNs > 0) {
            deadline.in(idleNs);
        }
        byte[] bytes = read();
        if (stage == Stage.IDLE && bytes != null) {
            beginRequest();
        } else if (stage != Stage.IDLE && bytes == null) {
            throw new CloseConnectionException("the client ended in the middle of a request");
        }
        return bytes;
    }

    /// Headers are parsed and a body follows.
    void beginBody() {
        stage = Stage.BODY;
    }

    /// The request is read.
    void endRequest() {
        stage = Stage.ANSWERING;
        deadline.none();
    }

    /// The answer is sent.
    ///
    /// @param moreAtHand whether a part of the next request is read already
    void awaitNext(boolean moreAtHand) {
        if (moreAtHand) {
            beginRequest();
        } else {
            stage = Stage.IDLE;
        }
    }

    /// What was sent is refused: what still comes is of no interest.
    void refuse() {
        stage = Stage.REFUSED;
    }

    /// Lets a client that was refused end its sending: bytes that nobody has read would make the close a reset, which
    /// takes the answer with it.
    void drain() {
        deadline.in(lingerNs);
        byte[] dropped = read();
        while (dropped != null) {
            dropped = read();
        }
    }

    private void beginRequest() {
        stage = Stage.HEADERS;
        deadline.in(requestNs);
    }

    private byte @Nullable [] read() {
        try {
            return socket.get();
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("the client is gone", e);
        }
    }
}
