package threadvsloop.results.documents;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;

/// What a server is like before it is warm; a part of `trial.json`.
///
/// @param readyMs from the start of its process to its ready line, or of an own server until its port
///     answers
/// @param firstAnswerMs from the start of its process to the first byte of its first answer: the point's
///     first request, with a wait of 1 ms if it waits, is sent to it alone as soon as it is ready. Null when
///     nothing is asked for, or it did not answer
/// @param firstSecondP99Ns 99th percentile of response time in the first second of load, or in all of it
///     where it is shorter; that load is the priming, with waits of 1 ms, else the warm-up, else the
///     measurement. −1 when nothing ended in it
public record StartUp(
        double readyMs,
        @JsonSetter(nulls = Nulls.SET) @Nullable Double firstAnswerMs,
        long firstSecondP99Ns) {

    /// As [#firstSecondP99Ns].
    public static final long NOTHING_ENDED = -1;

    public StartUp {
        if (!(readyMs >= 0)) {
            throw new IllegalArgumentException("ready after " + readyMs + " ms: must be 0 or more");
        }
    }
}
