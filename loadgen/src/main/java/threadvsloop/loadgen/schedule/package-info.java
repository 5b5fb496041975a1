/// When a request is due, which one, and how long it or its session lasts. All of it follows from options and a seed,
/// reads no clock and opens no socket. It uses nothing else of the load generator.
@NullMarked
package threadvsloop.loadgen.schedule;

import org.jspecify.annotations.NullMarked;
