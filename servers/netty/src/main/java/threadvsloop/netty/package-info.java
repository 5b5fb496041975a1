/// The endpoints on Netty: its event loops, its HTTP codec, its timers, its own client for the upstream.
@NullMarked
package threadvsloop.netty;

import org.jspecify.annotations.NullMarked;
