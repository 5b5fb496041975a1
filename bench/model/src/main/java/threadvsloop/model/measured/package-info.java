/// What a load found: outcomes, times, rates and connections, for the whole window and second by second, and whether
/// the
/// generator was able to measure them. It uses [threadvsloop.model.load].
///
/// What is counted where:
///
/// - *response* and *service* times, and those of the first byte, are of good answers alone (status 2xx or 3xx, of the
///   length asked for). So they say how fast the server answers when it does.
/// - *failed* holds the age of each request that ended without a good answer: refused with a 4xx or 5xx, reset, timed
///   out, never sent. It says how long users waited in vain, and is never mixed with times of answers.
/// - [AllRequests], which objectives and progress lines read, counts a failed request as slower than any answer,
/// because
///   nobody knows how long its answer would have taken. No objective is met by failing.
/// - Rates are of what came within the window: good answers for the throughput, all answers for CPU per request.
/// - Attempts to connect are no requests. They are counted by [ConnectFault], and outcomes sum to the requests.
@NullMarked
package threadvsloop.model.measured;

import org.jspecify.annotations.NullMarked;
