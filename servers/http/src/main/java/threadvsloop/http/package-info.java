/// Sans-I/O HTTP/1.1: bytes in, requests and responses out. No sockets, no threads, no clock.
@NullMarked
package threadvsloop.http;

import org.jspecify.annotations.NullMarked;
