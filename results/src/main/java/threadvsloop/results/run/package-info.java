/// The run directory: its documents as records, and the only code that reads and writes them.
@NullMarked
package threadvsloop.results.run;

import org.jspecify.annotations.NullMarked;
