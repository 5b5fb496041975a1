/// Trials one after another into a run directory that is whole at any time, and resumed later. [BenchmarkRun] is where
/// a
/// reader begins.
@NullMarked
package threadvsloop.harness.run;

import org.jspecify.annotations.NullMarked;
