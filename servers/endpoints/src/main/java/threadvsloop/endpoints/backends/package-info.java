/// What endpoints call beyond their own process, the upstream and the database, in blocking and in async
/// style. It uses nothing else of ours; the clients that implement it are modules of their own.
@NullMarked
package threadvsloop.endpoints.backends;

import org.jspecify.annotations.NullMarked;
