package threadvsloop.loadgen.engine;

import org.jspecify.annotations.Nullable;

/// Connections in order of arrival, linked through themselves: adding, taking the first and removing any one are O(1)
/// and allocate nothing. A connection is in one queue at most. Used by one thread.
final class ConnectionQueue {
    private @Nullable Connection first;
    private @Nullable Connection last;

    @Nullable
    Connection peek() {
        return first;
    }

    void add(Connection connection) {
        Connection tail = last;
        connection.previous = tail;
        connection.next = null;
        if (tail == null) {
            first = connection;
        } else {
            tail.next = connection;
        }
        last = connection;
    }

    @Nullable
    Connection poll() {
        Connection head = first;
        if (head != null) {
            remove(head);
        }
        return head;
    }

    /// Takes out a connection that is in this queue.
    void remove(Connection connection) {
        Connection before = connection.previous;
        Connection after = connection.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        connection.previous = null;
        connection.next = null;
    }
}
