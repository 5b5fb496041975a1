/// The run directory, and the only code that reads and writes it: documents with their digests, histograms, samples of
/// processes, and the numbers that are derived from them again. It uses `documents`.
@NullMarked
package threadvsloop.results.run;

import org.jspecify.annotations.NullMarked;
