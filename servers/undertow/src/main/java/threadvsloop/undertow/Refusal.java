package threadvsloop.undertow;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;
import threadvsloop.http.Persistence;
import threadvsloop.http.Response;
import threadvsloop.http.ResponseEncoder;

/// The end of a connection whose client is told why: takes the connection from Undertow, sends the answer, and lets the
/// client end its sending before it closes, since bytes that nobody has read would make the close a reset, which takes
/// the answer with it. Runs in the connection's I/O thread.
final class Refusal implements Runnable {
    private static final Logger LOG = System.getLogger(Refusal.class.getName());

    private final IoLoop loop;
    private final StreamConnection connection;
    private final StreamSourceConduit socketIn;
    private final StreamSinkConduit socketOut;
    private final long lingerNs;
    private final ByteBuffer unsent;

    Refusal(
            IoLoop loop,
            StreamConnection connection,
            StreamSourceConduit socketIn,
            StreamSinkConduit socketOut,
            long lingerNs,
            ResponseEncoder encoder,
            Response response) {
        this.loop = loop;
        this.connection = connection;
        this.socketIn = socketIn;
        this.socketOut = socketOut;
        this.lingerNs = lingerNs;
        this.unsent = ByteBuffer.allocate(ResponseEncoder.MAX_HEAD_BYTES + response.bodyLength());
        encoder.head(response, Persistence.CLOSE, unsent);
        unsent.put(response.body().duplicate()).flip();
    }

    @Override
    public void run() {
        ConduitStreamSourceChannel in = connection.getSourceChannel();
        ConduitStreamSinkChannel out = connection.getSinkChannel();
        in.setConduit(socketIn);
        out.setConduit(socketOut);
        in.setReadListener(this::drain);
        out.setWriteListener(this::send);
        loop.after(lingerNs, this::close);
        in.resumeReads();
        send(out);
    }

    private void send(ConduitStreamSinkChannel out) {
        try {
            while (unsent.hasRemaining()) {
                if (out.write(unsent) == 0) {
                    out.resumeWrites();
                    return;
                }
            }
            out.suspendWrites();
            out.shutdownWrites();
            out.flush();
        } catch (IOException e) {
            lost(e);
        }
    }

    private void drain(ConduitStreamSourceChannel in) {
        try {
            int bytes;
            do {
                bytes = in.read(loop.scratch());
            } while (bytes > 0);
            if (bytes < 0) {
                close();
            }
        } catch (IOException e) {
            lost(e);
        }
    }

    private void lost(IOException e) {
        LOG.log(Level.DEBUG, "a refused client has gone", e);
        close();
    }

    private void close() {
        IoUtils.safeClose(connection);
    }
}
