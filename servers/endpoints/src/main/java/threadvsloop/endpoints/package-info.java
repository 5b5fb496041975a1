/// What is answered: each endpoint once in blocking style, once in async style, and the two runtime SPIs.
@NullMarked
package threadvsloop.endpoints;

import org.jspecify.annotations.NullMarked;
