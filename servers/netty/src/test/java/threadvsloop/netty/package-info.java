/// Tests of the server and of its client for the upstream, in their own process.
@NullMarked
package threadvsloop.netty;

import org.jspecify.annotations.NullMarked;
