/// Counters and histograms of one loop, second by second, and how those of several loops become one result. It uses
/// `schedule` for the window that is measured.
@NullMarked
package threadvsloop.loadgen.record;

import org.jspecify.annotations.NullMarked;
