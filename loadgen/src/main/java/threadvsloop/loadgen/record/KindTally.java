package threadvsloop.loadgen.record;

import org.HdrHistogram.Histogram;
import threadvsloop.model.measured.Outcome;

/// The part of a [Tally] that concerns the requests of one kind.
public final class KindTally {
    /// Of good answers only, as is `service`.
    public final Histogram response = Times.histogram();

    public final Histogram service = Times.histogram();

    /// Ages of requests without a good answer, from intended start to end.
    public final Histogram failed = Times.histogram();

    /// How requests ended.
    public final Counts<Outcome> outcomes = new Counts<>(Outcome.class);

    /// Requests that started.
    public long started;
    /// Good answers to any request.
    long answered;
    /// Complete answers to any request, good or not.
    long answers;
    /// Bytes read, of heads and bodies, for any request.
    long receivedBytes;
    /// Of slow writers: bytes written for any request, and requests answered before they were sent whole.
    long sentBytes;
    public long answeredEarly;
    /// Of the good answers, the shortest service time; the greatest number if there was none.
    public long fastestNs = Long.MAX_VALUE;
    /// Integrals over time of the requests started and not done: all of them, and those of the measurement.
    double inFlightNs;
    public double measuredInFlightNs;
    /// At the end of the interval.
    long inFlight;

    void clear() {
        response.reset();
        service.reset();
        failed.reset();
        outcomes.clear();
        started = 0;
        answered = 0;
        answers = 0;
        receivedBytes = 0;
        sentBytes = 0;
        answeredEarly = 0;
        fastestNs = Long.MAX_VALUE;
        inFlightNs = 0;
        measuredInFlightNs = 0;
        inFlight = 0;
    }

    void add(KindTally other) {
        Times.add(response, other.response);
        Times.add(service, other.service);
        Times.add(failed, other.failed);
        outcomes.addAll(other.outcomes);
        started += other.started;
        answered += other.answered;
        answers += other.answers;
        receivedBytes += other.receivedBytes;
        sentBytes += other.sentBytes;
        answeredEarly += other.answeredEarly;
        fastestNs = Math.min(fastestNs, other.fastestNs);
        inFlightNs += other.inFlightNs;
        measuredInFlightNs += other.measuredInFlightNs;
        inFlight += other.inFlight;
    }

    /// Requests that ended without a good answer.
    long errors() {
        long errors = 0;
        for (Outcome outcome : Outcome.values()) {
            if (!outcome.good()) {
                errors += outcomes.get(outcome);
            }
        }
        return errors;
    }
}
