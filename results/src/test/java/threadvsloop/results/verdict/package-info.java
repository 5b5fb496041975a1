@NullMarked
package threadvsloop.results.verdict;

import org.jspecify.annotations.NullMarked;
