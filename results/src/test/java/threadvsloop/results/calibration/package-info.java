@org.jspecify.annotations.NullMarked
package threadvsloop.results.calibration;
