/// The endpoints on Undertow: in its pool of workers, or in its I/O threads.
@NullMarked
package threadvsloop.undertow;

import org.jspecify.annotations.NullMarked;
