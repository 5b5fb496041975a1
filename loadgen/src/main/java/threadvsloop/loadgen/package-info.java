/// The load generator: knows the wire and nothing of the servers.
@NullMarked
package threadvsloop.loadgen;

import org.jspecify.annotations.NullMarked;
