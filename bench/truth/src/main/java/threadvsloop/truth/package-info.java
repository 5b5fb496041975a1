/// A server whose truth is known: each path is answered in a way that its name says, on time and to the byte. What a
/// load generator says of it can be held against that.
@NullMarked
package threadvsloop.truth;

import org.jspecify.annotations.NullMarked;
