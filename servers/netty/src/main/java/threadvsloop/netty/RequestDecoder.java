package threadvsloop.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import java.io.Serial;
import java.util.List;
import threadvsloop.http.Limits;

/// Netty's decoder of requests with the contract's limits, and stricter about the request line: its words stand where
/// they must, have one space between them, and no characters that are not visible.
final class RequestDecoder extends HttpRequestDecoder {
    private static final int LINE_END_BYTES = 2;
    private static final int VERSION_BYTES = "HTTP/1.1".length();

    /// Where the word before the present one ends in its array.
    private int wordEnd;

    private boolean inHeaders;

    RequestDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(Limits.REQUEST_LINE_BYTES - LINE_END_BYTES)
                .setMaxHeaderSize(Limits.HEADER_BLOCK_BYTES)
                // Bodies are passed on as they arrive, not cut in pieces.
                .setMaxChunkSize(Limits.BODY_BYTES));
    }

    /// A version of HTTP that is well formed but has another major number than 1.
    static final class UnsupportedVersionException extends IllegalArgumentException {
        @Serial
        private static final long serialVersionUID = 1L;

        UnsupportedVersionException(String version) {
            super(version);
        }
    }

    /// Whether some of a request line or of headers has come, and not all. Not to be asked while decoding.
    boolean isInHead() {
        return inHeaders || actualReadableBytes() > 0;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out) throws Exception {
        super.decode(ctx, buffer, out);
        if (!out.isEmpty()) {
            inHeaders = false;
        }
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) throws Exception {
        HttpMessage message = super.createMessage(initialLine);
        inHeaders = true;
        return message;
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] array, int start, int length) {
        // The decoder hands over a line that starts where its array does.
        if (start > 0) {
            throw new IllegalArgumentException("the request line begins with a blank");
        }
        wordEnd = length;
        return super.splitFirstWordInitialLine(array, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] array, int start, int length) {
        requireOneSpace(array, start);
        wordEnd = start + length;
        for (int i = start; i < wordEnd; i++) {
            if (array[i] <= ' ' || array[i] == 0x7f) {
                throw new IllegalArgumentException("the target has a character that is not visible");
            }
        }
        return super.splitSecondWordInitialLine(array, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] array, int start, int length) {
        requireOneSpace(array, start);
        String version = super.splitThirdWordInitialLine(array, start, length);
        boolean wellFormed = length == VERSION_BYTES
                && version.startsWith("HTTP/")
                && isDigit(array[start + 5])
                && array[start + 6] == '.'
                && isDigit(array[start + 7]);
        if (!wellFormed) {
            throw new IllegalArgumentException("the version is not HTTP/ and two digits with a dot");
        }
        if (array[start + 5] != '1') {
            throw new UnsupportedVersionException(version);
        }
        // A later minor version is answered as the newest known.
        return array[start + 7] > '1' ? HttpVersion.HTTP_1_1.text() : version;
    }

    private void requireOneSpace(byte[] array, int start) {
        if (start != wordEnd + 1 || array[wordEnd] != ' ') {
            throw new IllegalArgumentException("not one space between the words of the request line");
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
