/// Bytes to send and bytes that came: requests written, answers parsed in whatever pieces they arrive. No socket, no
/// clock, and nothing else of the load generator.
@NullMarked
package threadvsloop.loadgen.http;

import org.jspecify.annotations.NullMarked;
