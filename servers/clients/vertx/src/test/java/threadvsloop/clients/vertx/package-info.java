@NullMarked
package threadvsloop.clients.vertx;

import org.jspecify.annotations.NullMarked;
