/// Tests of the Jetty server, in its own process.
@NullMarked
package threadvsloop.jetty;

import org.jspecify.annotations.NullMarked;
