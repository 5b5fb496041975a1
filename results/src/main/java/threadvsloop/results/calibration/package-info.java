/// What a machine can tell apart: a server measured against itself, and differences of known size that
/// must be found.
@org.jspecify.annotations.NullMarked
package threadvsloop.results.calibration;
