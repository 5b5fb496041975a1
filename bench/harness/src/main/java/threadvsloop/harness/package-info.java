/// Scenario, plan, server process, load, samples, run directory: the tvl command.
@NullMarked
package threadvsloop.harness;

import org.jspecify.annotations.NullMarked;
