@NullMarked
package threadvsloop.results;

import org.jspecify.annotations.NullMarked;
