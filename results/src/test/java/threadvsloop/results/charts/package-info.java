@NullMarked
package threadvsloop.results.charts;

import org.jspecify.annotations.NullMarked;
