/// What a server calls while it answers: the upstream and the database. They are started once for a run, and watched.
/// It
/// uses [threadvsloop.harness.process] and [threadvsloop.harness.sampling].
@NullMarked
package threadvsloop.harness.backend;

import org.jspecify.annotations.NullMarked;
