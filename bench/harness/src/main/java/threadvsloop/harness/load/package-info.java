/// `tvl load`: one load at any server, its options, text, documents and goals.
@NullMarked
package threadvsloop.harness.load;

import org.jspecify.annotations.NullMarked;
