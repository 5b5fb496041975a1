/// The load generator: a load in, what it found out. It knows the wire and nothing of the servers. [LoadGenerator] runs
/// one load, [CapacitySearch] many, and both use all packages below this one; none of those uses this one.
@NullMarked
package threadvsloop.loadgen;

import org.jspecify.annotations.NullMarked;
