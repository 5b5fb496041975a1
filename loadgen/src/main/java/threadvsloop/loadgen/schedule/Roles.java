package threadvsloop.loadgen.schedule;

import threadvsloop.model.load.Connections;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;

/// How many connections of one loop do what, and which one does what: each role is spread evenly among them.
///
/// @param load at least one on each loop, if there is load at all
public record Roles(int load, int idle, int slowReaders, int slowWriters) {
    public enum Role {
        LOAD,
        IDLE,
        SLOW_READER,
        SLOW_WRITER
    }

    /// The share of one loop. Loops take turns within each role.
    ///
    /// @param loop 0 to `loops` − 1
    public static Roles of(Connections connections, int loop, int loops) {
        SlowReaders readers = connections.slowReaders();
        SlowWriters writers = connections.slowWriters();
        return new Roles(
                share(connections.loaded(), loop, loops),
                share(connections.idle(), loop, loops),
                share(readers == null ? 0 : readers.connections(), loop, loops),
                share(writers == null ? 0 : writers.connections(), loop, loops));
    }

    public int all() {
        return load + idle + slowReaders + slowWriters;
    }

    /// What one of the loop's connections does. Role by role, every so manieth is taken of those that are
    /// left.
    ///
    /// @param index 0 to [#all] − 1
    public Role at(int index) {
        int left = all();
        if (isTaken(index, idle, left)) {
            return Role.IDLE;
        }
        int next = index - taken(index, idle, left);
        left -= idle;
        if (isTaken(next, slowReaders, left)) {
            return Role.SLOW_READER;
        }
        next -= taken(next, slowReaders, left);
        left -= slowReaders;
        return isTaken(next, slowWriters, left) ? Role.SLOW_WRITER : Role.LOAD;
    }

    /// floor(i·c/n) grows by one at every n/c-th of n.
    private static boolean isTaken(int index, int count, int of) {
        return taken(index + 1, count, of) > taken(index, count, of);
    }

    private static int taken(int before, int count, int of) {
        return (int) ((long) before * count / of);
    }

    private static int share(int count, int loop, int loops) {
        return (count - loop + loops - 1) / loops;
    }
}
