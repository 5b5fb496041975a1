@NullMarked
package threadvsloop.results.documents;

import org.jspecify.annotations.NullMarked;
