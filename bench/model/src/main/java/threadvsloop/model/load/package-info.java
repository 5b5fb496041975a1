/// What a load is: target, requests, arrivals, connections, sessions, and how much of each second is asked for. Values
/// alone, checked when they are made. It uses nothing of ours.
@NullMarked
package threadvsloop.model.load;

import org.jspecify.annotations.NullMarked;
