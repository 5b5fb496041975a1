package threadvsloop.loadgen.record;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/// Writes histograms down as bytes, to keep them until the load is over. That takes tens of microseconds;
/// [Times#copy], which is what a result has, takes milliseconds, and the loops may need the CPU. Used by one
/// thread.
final class TimesBytes {
    private final ByteBuffer buffer = ByteBuffer.allocate(Times.histogram().getNeededByteBufferCapacity());

    /// The histogram may change afterwards. Gives way to loops then.
    ///
    /// @return the histogram as it is now
    byte[] pack(Histogram histogram) {
        buffer.clear();
        int length = histogram.encodeIntoByteBuffer(buffer);
        Times.giveWay();
        return Arrays.copyOf(buffer.array(), length);
    }

    /// Any thread.
    ///
    /// @param bytes from [#pack]
    static Histogram unpack(byte[] bytes) {
        return Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), Times.MOST_NS);
    }
}
