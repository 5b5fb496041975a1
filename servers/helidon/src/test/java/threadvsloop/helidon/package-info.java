/// Tests of the adapter, in its own process.
@NullMarked
package threadvsloop.helidon;

import org.jspecify.annotations.NullMarked;
