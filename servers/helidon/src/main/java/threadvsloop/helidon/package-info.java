/// The blocking endpoints on Helidon WebServer, whose connections each have a virtual thread.
@NullMarked
package threadvsloop.helidon;

import org.jspecify.annotations.NullMarked;
