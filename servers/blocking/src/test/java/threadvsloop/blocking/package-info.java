/// Tests of the blocking server, in its own process.
@NullMarked
package threadvsloop.blocking;

import org.jspecify.annotations.NullMarked;
