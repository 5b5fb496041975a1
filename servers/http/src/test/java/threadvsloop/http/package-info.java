/// Tests of the codec, with bytes only.
@NullMarked
package threadvsloop.http;

import org.jspecify.annotations.NullMarked;
