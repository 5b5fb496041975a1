/// Which trials, how often, in which order, within what time; and whether this machine can run them at all.
@NullMarked
package threadvsloop.harness.plan;

import org.jspecify.annotations.NullMarked;
