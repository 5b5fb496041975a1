@NullMarked
package threadvsloop.results.report;

import org.jspecify.annotations.NullMarked;
