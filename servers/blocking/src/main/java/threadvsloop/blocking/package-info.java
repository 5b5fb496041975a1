/// A thread per connection: platform or virtual, unbounded, pooled, or started for every request.
@NullMarked
package threadvsloop.blocking;

import org.jspecify.annotations.NullMarked;
