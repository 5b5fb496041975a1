/// The contract of `servers/CONTRACT.md`, put to every contestant of the catalogue as raw bytes over real sockets.
@NullMarked
package threadvsloop.conformance;

import org.jspecify.annotations.NullMarked;
