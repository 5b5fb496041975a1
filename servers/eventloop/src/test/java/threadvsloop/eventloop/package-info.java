/// Tests of the event loop, in its own process.
@NullMarked
package threadvsloop.eventloop;

import org.jspecify.annotations.NullMarked;
