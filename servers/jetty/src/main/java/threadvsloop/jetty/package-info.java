/// The endpoints on Jetty: its core handlers, whose threads wait, on its pool or on virtual threads.
@NullMarked
package threadvsloop.jetty;

import org.jspecify.annotations.NullMarked;
