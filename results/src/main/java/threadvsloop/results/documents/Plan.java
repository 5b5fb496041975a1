package threadvsloop.results.documents;

import java.util.List;

/// `plan.json`: the trials of a run in the order they are carried out.
public record Plan(int schemaVersion, long seed, List<Entry> trials) {

    public static final int SCHEMA_VERSION = 1;

    /// @param repeats the block whose INVALID trial this one makes up for; 0 if none
    /// @param loadSeed the same for all contestants of a block at one point, so that they see the same arrivals
    public record Entry(
            int order, int block, String scenario, String point, String contestant, long loadSeed, int repeats) {

        /// As first planned.
        public Entry(int order, int block, String scenario, String point, String contestant, long loadSeed) {
            this(order, block, scenario, point, contestant, loadSeed, 0);
        }
    }
}
