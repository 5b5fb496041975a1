/// One or several NIO event loops, with a hand-off pool for blocking work.
@NullMarked
package threadvsloop.eventloop;

import org.jspecify.annotations.NullMarked;
