/// What is answered: paths and their parameters, and each endpoint once in blocking style and once in async
/// style, with the two runtimes that a server implements. It may use all packages below it, and none of
/// them may use it.
@NullMarked
package threadvsloop.endpoints;

import org.jspecify.annotations.NullMarked;
