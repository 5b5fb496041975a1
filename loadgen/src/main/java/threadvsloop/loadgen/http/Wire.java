package threadvsloop.loadgen.http;

import java.nio.ByteBuffer;
import java.util.List;
import threadvsloop.model.load.Address;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.RequestKind;

/// One kind of request as a loop sends it to one server and reads its answers. Used by one loop.
public final class Wire {
    /// The request's bytes; its position is whoever's turn it is to write, its limit that too where it is
    /// written piece by piece.
    public final ByteBuffer bytes;

    public final int lengthBytes;

    /// A HEAD, whose answer has no body whatever its fields say.
    public final boolean toHead;

    /// Of a good answer's body, or [RequestKind#ANY_LENGTH].
    public final long answerBytes;

    /// Answers of one kind repeat themselves; those of different kinds would push each other out.
    public final LastHead last = new LastHead();

    private Wire(ByteBuffer bytes, boolean toHead, long answerBytes) {
        this.bytes = bytes;
        this.lengthBytes = bytes.capacity();
        this.toHead = toHead;
        this.answerBytes = answerBytes;
    }

    private static Wire of(RequestKind kind, Address target, boolean close) {
        byte[] encoded = kind.request().encode(target, close);
        return new Wire(
                ByteBuffer.allocateDirect(encoded.length).put(encoded),
                kind.request().method().equals("HEAD"),
                kind.answerBytes());
    }

    /// The same for another loop. The request's bytes are there once, however many loops send them: bodies may be long.
    public Wire ofAnotherLoop() {
        return new Wire(bytes.duplicate(), toHead, answerBytes);
    }

    /// By index of [LoadOptions#kinds].
    public static Wire[] of(LoadOptions options, Address target) {
        boolean close = options.connections().perRequest();
        List<RequestKind> kinds = options.kinds();
        return kinds.stream().map(kind -> of(kind, target, close)).toArray(Wire[]::new);
    }
}
