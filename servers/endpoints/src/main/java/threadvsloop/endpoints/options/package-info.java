/// What a server is told: its command line, and the settings that are read from it, the same on every
/// server. It uses nothing else of ours.
@NullMarked
package threadvsloop.endpoints.options;

import org.jspecify.annotations.NullMarked;
