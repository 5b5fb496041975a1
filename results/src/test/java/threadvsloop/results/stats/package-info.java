@NullMarked
package threadvsloop.results.stats;

import org.jspecify.annotations.NullMarked;
