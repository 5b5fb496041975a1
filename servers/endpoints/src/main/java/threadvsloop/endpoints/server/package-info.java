/// How a server lives and what it says of itself: start and stop of its process, the ready line, the
/// numbers behind `/stats`, the log. It may use the options; it knows no endpoint.
@NullMarked
package threadvsloop.endpoints.server;

import org.jspecify.annotations.NullMarked;
