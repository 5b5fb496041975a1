/// The database as servers of event loops call it.
@NullMarked
package threadvsloop.clients.vertx;

import org.jspecify.annotations.NullMarked;
