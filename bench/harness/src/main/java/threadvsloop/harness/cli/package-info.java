/// The `tvl` command and its sub-commands: options in, text and exit code out. It may use every package of the harness,
/// and none uses it. [Tvl] has `main`.
@NullMarked
package threadvsloop.harness.cli;

import org.jspecify.annotations.NullMarked;
