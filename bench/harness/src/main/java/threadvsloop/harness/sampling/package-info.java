/// What processes use, read from `/proc`: CPU, memory and threads of a server's family and of the machine, over the
/// window
/// of a trial. It uses [threadvsloop.harness.process].
@NullMarked
package threadvsloop.harness.sampling;

import org.jspecify.annotations.NullMarked;
