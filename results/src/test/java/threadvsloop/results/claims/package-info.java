@NullMarked
package threadvsloop.results.claims;

import org.jspecify.annotations.NullMarked;
