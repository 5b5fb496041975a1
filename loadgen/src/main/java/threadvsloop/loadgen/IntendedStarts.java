package threadvsloop.loadgen;

import java.util.Arrays;

/// Intended starts of requests that found no free connection, first come first served. A ring that grows when full
/// and never shrinks; used by one thread.
final class IntendedStarts {
    private long[] ring = new long[1024];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void add(long intendedNs) {
        if (size == ring.length) {
            grow();
        }
        ring[(head + size) & (ring.length - 1)] = intendedNs;
        size++;
    }

    /// The one that waits longest. Not to be called when empty.
    long peek() {
        return ring[head];
    }

    /// Takes the one that waits longest. Not to be called when empty.
    long poll() {
        long intendedNs = ring[head];
        head = (head + 1) & (ring.length - 1);
        size--;
        return intendedNs;
    }

    private void grow() {
        long[] larger = Arrays.copyOfRange(ring, head, head + 2 * ring.length);
        System.arraycopy(ring, 0, larger, ring.length - head, head);
        ring = larger;
        head = 0;
    }
}
