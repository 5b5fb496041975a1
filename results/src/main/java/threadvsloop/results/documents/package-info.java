/// What the JSON documents of a run say, as records: plan, environment, each trial and what was measured in it. They
/// read
/// no files, and use nothing else of ours.
@NullMarked
package threadvsloop.results.documents;

import org.jspecify.annotations.NullMarked;
