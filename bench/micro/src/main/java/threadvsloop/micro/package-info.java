/// JMH benchmarks that explain the macro results: what the pieces cost of which the servers are made.
@NullMarked
package threadvsloop.micro;

import org.jspecify.annotations.NullMarked;
