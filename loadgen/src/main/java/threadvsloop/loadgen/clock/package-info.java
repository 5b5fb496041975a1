/// Time as a loop sees it: the clock, waking when a request is due, and what kept a loop from that (scheduler,
/// collector).
/// It uses nothing else of the load generator.
@NullMarked
package threadvsloop.loadgen.clock;

import org.jspecify.annotations.NullMarked;
