/// Tests of the endpoints without a server.
@NullMarked
package threadvsloop.endpoints;

import org.jspecify.annotations.NullMarked;
