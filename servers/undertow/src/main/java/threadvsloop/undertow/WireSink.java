package threadvsloop.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;

/// What Undertow writes to: the socket, while there is a request to answer. What it writes otherwise is a refusal of
/// its
/// own, bare of the headers that the contract asks for; that goes nowhere, and the wire refuses instead.
final class WireSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

    /// The JDK copies what is on the heap before it writes, into memory outside that the thread then keeps: so not all
    /// of a large body at once.
    private static final int MOST_HEAP_BYTES = 64 * 1024;

    private final Wire wire;

    WireSink(StreamSinkConduit socket, Wire wire) {
        super(socket);
        this.wire = wire;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (!wire.letsUndertowWrite()) {
            return 0;
        }
        int limit = from.limit();
        shorten(from);
        try {
            return next.write(from);
        } catch (IOException e) {
            wire.lost();
            throw e;
        } finally {
            from.limit(limit);
        }
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        if (!wire.letsUndertowWrite()) {
            return 0;
        }
        ByteBuffer last = from[offset + length - 1];
        int limit = last.limit();
        shorten(last);
        try {
            return next.write(from, offset, length);
        } catch (IOException e) {
            wire.lost();
            throw e;
        } finally {
            last.limit(limit);
        }
    }

    private static void shorten(ByteBuffer from) {
        if (from.remaining() > MOST_HEAP_BYTES && !from.isDirect()) {
            from.limit(from.position() + MOST_HEAP_BYTES);
        }
    }

    @Override
    public int writeFinal(ByteBuffer from) throws IOException {
        return Conduits.writeFinalBasic(this, from);
    }

    @Override
    public long writeFinal(ByteBuffer[] from, int offset, int length) throws IOException {
        return Conduits.writeFinalBasic(this, from, offset, length);
    }

    @Override
    public boolean flush() throws IOException {
        return !wire.isRefused() && next.flush();
    }

    @Override
    public void terminateWrites() throws IOException {
        if (!wire.isRefused()) {
            next.terminateWrites();
        }
    }

    @Override
    public void truncateWrites() throws IOException {
        if (!wire.isRefused()) {
            next.truncateWrites();
        }
    }

    @Override
    public void resumeWrites() {
        if (!wire.isRefused()) {
            next.resumeWrites();
        }
    }

    @Override
    public void wakeupWrites() {
        if (!wire.isRefused()) {
            next.wakeupWrites();
        }
    }
}
