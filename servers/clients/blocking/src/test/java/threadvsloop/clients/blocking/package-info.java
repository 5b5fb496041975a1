@NullMarked
package threadvsloop.clients.blocking;

import org.jspecify.annotations.NullMarked;
