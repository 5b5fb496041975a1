@NullMarked
package threadvsloop.results.measures;

import org.jspecify.annotations.NullMarked;
