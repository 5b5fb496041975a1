@NullMarked
package threadvsloop.results.run;

import org.jspecify.annotations.NullMarked;
