/// The arithmetic of comparison: numbers in, estimates with intervals out. It knows no trials, reads no files, and uses
/// nothing else of ours.
@NullMarked
package threadvsloop.results.stats;

import org.jspecify.annotations.NullMarked;
