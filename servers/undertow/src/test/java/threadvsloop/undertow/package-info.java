@NullMarked
package threadvsloop.undertow;

import org.jspecify.annotations.NullMarked;
