/// The arithmetic of comparison: trials in, estimates with intervals out. Reads no files.
@NullMarked
package threadvsloop.results.stats;

import org.jspecify.annotations.NullMarked;
