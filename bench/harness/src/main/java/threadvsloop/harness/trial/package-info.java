/// One trial: start the server, warm it up, drive the load, sample, gate, record. [TrialRunner] is where a reader
/// begins.
@NullMarked
package threadvsloop.harness.trial;

import org.jspecify.annotations.NullMarked;
