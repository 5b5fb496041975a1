/// What trials say as numbers: which metrics there are, whether a server was steady, how contestants compare at a
/// point.
/// It uses `stats`, `documents` and the run as it was read.
@NullMarked
package threadvsloop.results.measures;

import org.jspecify.annotations.NullMarked;
