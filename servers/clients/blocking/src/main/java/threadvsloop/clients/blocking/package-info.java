/// Upstream and database as servers call them whose threads wait: sockets with a pool, HikariCP and pgjdbc.
@NullMarked
package threadvsloop.clients.blocking;

import org.jspecify.annotations.NullMarked;
