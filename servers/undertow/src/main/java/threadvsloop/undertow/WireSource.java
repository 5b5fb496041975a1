package threadvsloop.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/// What Undertow reads from: the socket, until the request is refused; from then on there is nothing to read.
final class WireSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    final Wire wire;

    WireSource(StreamSourceConduit socket, Wire wire) {
        super(socket);
        this.wire = wire;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (wire.isRefused()) {
            return 0;
        }
        int bytes = next.read(into);
        wire.hasRead(bytes);
        return bytes;
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        if (wire.isRefused()) {
            return 0;
        }
        long bytes = next.read(into, offset, length);
        wire.hasRead((int) bytes);
        return bytes;
    }

    @Override
    public void resumeReads() {
        if (!wire.isRefused()) {
            next.resumeReads();
        }
    }

    @Override
    public void wakeupReads() {
        if (!wire.isRefused()) {
            next.wakeupReads();
        }
    }
}
