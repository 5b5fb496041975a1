package threadvsloop.loadgen;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/// Keeps the histograms of a second until the load is over. To write them down as bytes takes tens of microseconds;
/// [Times#copy], which is what a result has, takes milliseconds, and the loops may need the CPU. Used by one
/// thread.
final class TimesBytes {
    private final ByteBuffer buffer = ByteBuffer.allocate(Times.histogram().getNeededByteBufferCapacity());

    /// The histogram may change afterwards. Gives way to loops then.
    ///
    /// @return the histogram as it is now; any thread may ask for it
    Supplier<Histogram> keep(Histogram histogram) {
        buffer.clear();
        int length = histogram.encodeIntoByteBuffer(buffer);
        byte[] bytes = Arrays.copyOf(buffer.array(), length);
        Times.giveWay();
        return () -> Times.copy(Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), Times.MOST_NS));
    }
}
