/// What every part of the harness needs: where the project lies, exit codes, quantities as text, faults of usage and of
/// files. It uses no package below it. A trial is followed from [threadvsloop.harness.cli] through
/// [threadvsloop.harness.plan] and [threadvsloop.harness.run] to [threadvsloop.harness.trial].
@NullMarked
package threadvsloop.harness;

import org.jspecify.annotations.NullMarked;
