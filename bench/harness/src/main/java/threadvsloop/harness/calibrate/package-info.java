/// `tvl calibrate`: what the load generator and this machine can be trusted with, measured against servers whose delays
/// are known.
@NullMarked
package threadvsloop.harness.calibrate;

import org.jspecify.annotations.NullMarked;
