package threadvsloop.loadgen.record;

import java.util.EnumMap;
import java.util.Map;

/// How often each of a closed set occurred. Counting allocates nothing. Used by one thread at a time.
public final class Counts<E extends Enum<E>> {
    private final Class<E> kind;
    private final EnumMap<E, long[]> cells;

    Counts(Class<E> kind) {
        this.kind = kind;
        cells = new EnumMap<>(kind);
        for (E each : kind.getEnumConstants()) {
            cells.put(each, new long[1]);
        }
    }

    void add(E which) {
        add(which, 1);
    }

    void add(E which, long count) {
        long[] cell = cells.get(which);
        if (cell != null) {
            cell[0] += count;
        }
    }

    void addAll(Counts<E> other) {
        other.cells.forEach((which, cell) -> add(which, cell[0]));
    }

    long get(E which) {
        long[] cell = cells.get(which);
        return cell == null ? 0 : cell[0];
    }

    void clear() {
        cells.values().forEach(cell -> cell[0] = 0);
    }

    /// A copy, without what did not occur.
    public Map<E, Long> occurred() {
        Map<E, Long> occurred = new EnumMap<>(kind);
        cells.forEach((which, cell) -> {
            if (cell[0] > 0) {
                occurred.put(which, cell[0]);
            }
        });
        return occurred;
    }
}
