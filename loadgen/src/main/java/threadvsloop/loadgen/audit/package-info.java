/// Whether a result may be believed: the starts that were sent against those that were due, the shape of the load, the
/// machine, and requests that went missing. It uses `schedule`.
@NullMarked
package threadvsloop.loadgen.audit;

import org.jspecify.annotations.NullMarked;
