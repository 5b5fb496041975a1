package threadvsloop.loadgen.schedule;

import java.util.Arrays;

/// Intended starts and kinds of requests that found no free connection, first come first served. A ring that grows when
/// full and never shrinks; used by one thread.
public final class IntendedStarts {
    private long[] ring = new long[1024];
    private byte[] kinds = new byte[1024];
    private int head;
    private int size;

    public boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /// @param kind 0 to 127
    public void add(int kind, long intendedNs) {
        if (size == ring.length) {
            grow();
        }
        int at = (head + size) & (ring.length - 1);
        ring[at] = intendedNs;
        kinds[at] = (byte) kind;
        size++;
    }

    /// The one that waits longest. Not to be called when empty.
    public long peek() {
        return ring[head];
    }

    /// The kind of the one that waits longest. Not to be called when empty.
    public int peekKind() {
        return kinds[head];
    }

    /// Takes the one that waits longest. Not to be called when empty.
    public long poll() {
        long intendedNs = ring[head];
        head = (head + 1) & (ring.length - 1);
        size--;
        return intendedNs;
    }

    private void grow() {
        long[] larger = Arrays.copyOfRange(ring, head, head + 2 * ring.length);
        System.arraycopy(ring, 0, larger, ring.length - head, head);
        byte[] largerKinds = Arrays.copyOfRange(kinds, head, head + 2 * kinds.length);
        System.arraycopy(kinds, 0, largerKinds, kinds.length - head, head);
        ring = larger;
        kinds = largerKinds;
        head = 0;
    }
}
