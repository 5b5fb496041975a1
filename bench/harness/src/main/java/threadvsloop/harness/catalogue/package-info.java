/// The files of contestants, scenarios, profiles, variants and claims, and a user's own: read, checked, and turned into
/// what is run.
@NullMarked
package threadvsloop.harness.catalogue;

import org.jspecify.annotations.NullMarked;
