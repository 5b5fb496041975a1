package threadvsloop.eventloop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is to run when its time has come, soonest first: a heap of four children a node, in two flat arrays, so that
/// a timer costs no object of its own. Adding and removing take O(log n). For one thread.
final class TimerHeap {
    private static final int CHILDREN = 4;
    private static final int FIRST_CAPACITY = 64;

    private long[] dueNs = new long[FIRST_CAPACITY];
    private @Nullable Runnable[] tasks = new Runnable[FIRST_CAPACITY];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /// The soonest time; the heap must not be empty. Times are [System#nanoTime()]'s: only differences mean something.
    long firstDueNs() {
        return dueNs[0];
    }

    void add(long dueNs, Runnable task) {
        if (size == tasks.length) {
            this.dueNs = Arrays.copyOf(this.dueNs, 2 * size);
            tasks = Arrays.copyOf(tasks, 2 * size);
        }
        siftUp(size++, dueNs, task);
    }

    /// Removes and returns a task that is due; null if none is.
    @Nullable
    Runnable pollDue(long nowNs) {
        if (size == 0 || dueNs[0] - nowNs > 0) {
            return null;
        }
        Runnable due = tasks[0];
        size--;
        long lastDueNs = dueNs[size];
        Runnable last = tasks[size];
        tasks[size] = null;
        if (size > 0) {
            siftDown(lastDueNs, last);
        }
        return due;
    }

    /// Moves the hole at `index` up until the task may fill it.
    private void siftUp(int index, long due, Runnable task) {
        int hole = index;
        while (hole > 0) {
            int parent = (hole - 1) / CHILDREN;
            if (dueNs[parent] - due <= 0) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        dueNs[hole] = due;
        tasks[hole] = task;
    }

    /// Moves the hole at the top down until the task may fill it.
    private void siftDown(long due, @Nullable Runnable task) {
        int hole = 0;
        while (CHILDREN * hole + 1 < size) {
            int child = soonestChild(hole);
            if (due - dueNs[child] <= 0) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        dueNs[hole] = due;
        tasks[hole] = task;
    }

    private int soonestChild(int parent) {
        int first = CHILDREN * parent + 1;
        int end = Math.min(first + CHILDREN, size);
        int soonest = first;
        for (int child = first + 1; child < end; child++) {
            if (dueNs[child] - dueNs[soonest] < 0) {
                soonest = child;
            }
        }
        return soonest;
    }

    private void move(int from, int to) {
        dueNs[to] = dueNs[from];
        tasks[to] = tasks[from];
    }
}
