/// Processes that the harness starts, and itself: a server with its family, log and statistics, its first answer, its
/// end
/// however the harness dies; CPUs, ports, signals.
@NullMarked
package threadvsloop.harness.process;

import org.jspecify.annotations.NullMarked;
