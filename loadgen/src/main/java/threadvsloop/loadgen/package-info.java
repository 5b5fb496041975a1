/// The load generator: knows the wire and nothing of the servers.
///
/// What is counted where:
///
/// - *response* and *service* times, and those of the first byte, are of good answers alone (status 2xx or 3xx, of the
///   length asked for). So they say how fast the server answers when it does.
/// - *failed* holds the age of each request that ended without a good answer: refused with a 4xx or 5xx, reset, timed
///   out, never sent. It says how long users waited in vain, and is never mixed with times of answers.
/// - [Objective]s, and the 99th percentile of a progress line, are over all requests: a failed one counts as slower
/// than
///   any answer, because nobody knows how long its answer would have taken. No objective is met by failing.
/// - Rates are of what came within the window: good answers for the throughput, all answers for CPU per request.
/// - Attempts to connect are no requests. They are counted by [ConnectFault], and outcomes sum to the requests.
@NullMarked
package threadvsloop.loadgen;

import org.jspecify.annotations.NullMarked;
