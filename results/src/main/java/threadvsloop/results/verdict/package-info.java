/// What the numbers say of a claim: a hypothesis, the blocks measured, and a verdict. Reads no files.
@NullMarked
package threadvsloop.results.verdict;

import org.jspecify.annotations.NullMarked;
