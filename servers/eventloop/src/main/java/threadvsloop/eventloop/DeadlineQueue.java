package threadvsloop.eventloop;

import org.jspecify.annotations.Nullable;

/// Deadlines that all lie the same time ahead when they are set, so that they fall due in the order they were set: a
/// linked list in which setting and clearing cost O(1) and no object. For one thread.
final class DeadlineQueue {

    /// Something that has at most one deadline at a time, in at most one queue: the links of the list.
    abstract static class Entry {
        private @Nullable DeadlineQueue queue;
        private @Nullable Entry previous;
        private @Nullable Entry next;
        private long dueNs;

        /// The deadline has passed, and is no longer set. Called on the loop.
        abstract void expired();

        final boolean isDueIn(DeadlineQueue other) {
            return queue == other;
        }

        final void clearDeadline() {
            if (queue != null) {
                queue.unlink(this);
            }
        }
    }

    private final long lengthNs;
    private @Nullable Entry first;
    private @Nullable Entry last;

    DeadlineQueue(long lengthNs) {
        this.lengthNs = lengthNs;
    }

    /// Gives the entry a new deadline here, whatever deadline it had.
    void set(Entry entry, long nowNs) {
        entry.clearDeadline();
        entry.queue = this;
        entry.dueNs = nowNs + lengthNs;
        entry.previous = last;
        if (last == null) {
            first = entry;
        } else {
            last.next = entry;
        }
        last = entry;
    }

    /// The time until the first deadline, 0 if it has passed; [Long#MAX_VALUE] without any.
    long leftNs(long nowNs) {
        return first == null ? Long.MAX_VALUE : Math.max(0, first.dueNs - nowNs);
    }

    /// Clears the deadlines that have passed, and tells their owners.
    void expire(long nowNs) {
        for (Entry due = first; due != null && due.dueNs - nowNs <= 0; due = first) {
            unlink(due);
            due.expired();
        }
    }

    private void unlink(Entry entry) {
        if (entry.previous == null) {
            first = entry.next;
        } else {
            entry.previous.next = entry.next;
        }
        if (entry.next == null) {
            last = entry.previous;
        } else {
            entry.next.previous = entry.previous;
        }
        entry.previous = null;
        entry.next = null;
        entry.queue = null;
    }
}
