/// How numbers are written for people, wherever they stand.
@NullMarked
package threadvsloop.results.text;

import org.jspecify.annotations.NullMarked;
