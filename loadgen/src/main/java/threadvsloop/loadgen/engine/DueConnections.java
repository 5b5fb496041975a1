package threadvsloop.loadgen.engine;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Connections whose users think, by the moment at which each is done: a binary heap, in which adding, taking
/// the first and removing any one are O(log n). Grows to the greatest number there was; else allocates
/// nothing. A connection in it is in no [ConnectionQueue]. Used by one thread.
final class DueConnections {
    private static final int FIRST_SIZE = 64;

    /// The times stand beside the connections, so that comparing them touches no connection.
    private long[] dueNs = new long[FIRST_SIZE];

    private @Nullable Connection[] heap = new Connection[FIRST_SIZE];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /// The earliest moment; the greatest number if there is none.
    long nextNs() {
        return size == 0 ? Long.MAX_VALUE : dueNs[0];
    }

    /// Adds a connection at its [Connection#dueNs].
    void add(Connection connection) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
            dueNs = Arrays.copyOf(dueNs, 2 * size);
        }
        up(size++, connection, connection.dueNs);
    }

    /// Takes the connection that is due first. Not to be called when empty.
    Connection poll() {
        Connection first = at(0);
        removeAt(0);
        return first;
    }

    /// Takes out a connection, if it is here.
    boolean remove(Connection connection) {
        int place = connection.duePlace;
        if (place < 0) {
            return false;
        }
        removeAt(place);
        return true;
    }

    private void removeAt(int place) {
        at(place).duePlace = -1;
        Connection last = at(--size);
        heap[size] = null;
        if (place < size) {
            long ns = dueNs[size];
            if (place > 0 && ns < dueNs[(place - 1) / 2]) {
                up(place, last, ns);
            } else {
                down(place, last, ns);
            }
        }
    }

    private void up(int from, Connection connection, long ns) {
        int place = from;
        while (place > 0 && dueNs[(place - 1) / 2] > ns) {
            int parent = (place - 1) / 2;
            put(place, at(parent), dueNs[parent]);
            place = parent;
        }
        put(place, connection, ns);
    }

    private void down(int from, Connection connection, long ns) {
        int place = from;
        int child = earlierChild(place);
        while (child < size && dueNs[child] < ns) {
            put(place, at(child), dueNs[child]);
            place = child;
            child = earlierChild(place);
        }
        put(place, connection, ns);
    }

    private int earlierChild(int place) {
        int left = 2 * place + 1;
        return left + 1 < size && dueNs[left + 1] < dueNs[left] ? left + 1 : left;
    }

    private void put(int place, Connection connection, long ns) {
        heap[place] = connection;
        dueNs[place] = ns;
        connection.duePlace = place;
    }

    private Connection at(int place) {
        return Objects.requireNonNull(heap[place]);
    }
}
