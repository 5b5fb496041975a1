@NullMarked
package threadvsloop.upstream;

import org.jspecify.annotations.NullMarked;
