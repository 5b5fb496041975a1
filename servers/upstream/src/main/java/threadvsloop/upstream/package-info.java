/// The other REST server: the event loop's endpoints, with delays from a distribution, and a measure of their lateness.
@NullMarked
package threadvsloop.upstream;

import org.jspecify.annotations.NullMarked;
