/// The loops that carry a load: connections, the kinds of workload (open, closed, idle, sessions), requests in flight.
/// One
/// thread per loop; `LoadLoop` is where a reader begins. It uses `schedule`, `http`, `record`, `clock` and `audit`.
@NullMarked
package threadvsloop.loadgen.engine;

import org.jspecify.annotations.NullMarked;
