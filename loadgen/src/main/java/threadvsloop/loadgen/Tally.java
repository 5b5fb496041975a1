package threadvsloop.loadgen;

import org.HdrHistogram.Histogram;

/// What one loop counted between two interval boundaries. Written by its loop until handed over, then read and cleared
/// by the coordinating thread, and used again. Requests are counted here if they belong to the measurement, and during
/// the warm-up all of them.
final class Tally {
    final Histogram response = Times.histogram();
    final Histogram service = Times.histogram();
    final Histogram sendLag = Times.histogram();
    final Histogram pacingLag = Times.histogram();
    final Histogram connect = Times.histogram();

    /// How requests ended. [Outcome#REFUSED] is not counted here: it is the sum of the faults.
    final Counts<Outcome> outcomes = new Counts<>(Outcome.class);

    final Counts<ConnectFault> faults = new Counts<>(ConnectFault.class);

    long startNs;
    long endNs;
    /// Requests that started.
    long started;
    /// Requests that found no free connection at first.
    long queued;
    /// Good answers to any request.
    long answered;
    long reopened;
    /// Times bytes came on a connection that had asked for nothing.
    long unasked;
    /// CPU time of the loop's thread, and how much of it went into waiting spins.
    long cpuNs;

    long spinNs;
    /// Integrals over time of the requests started and not done: all of them, and those of the measurement.
    double inFlightNs;
    double measuredInFlightNs;
    /// At the end of the interval.
    long inFlight;
    int open;

    void begin(long startNs, long endNs) {
        this.startNs = startNs;
        this.endNs = endNs;
    }

    void clear() {
        response.reset();
        service.reset();
        sendLag.reset();
        pacingLag.reset();
        connect.reset();
        outcomes.clear();
        faults.clear();
        started = 0;
        queued = 0;
        answered = 0;
        reopened = 0;
        unasked = 0;
        cpuNs = 0;
        spinNs = 0;
        inFlightNs = 0;
        measuredInFlightNs = 0;
        inFlight = 0;
        open = 0;
    }

    /// Adds what another loop counted in the same interval, or what was counted in another interval.
    void add(Tally other) {
        addConnections(other);
        response.add(other.response);
        service.add(other.service);
        sendLag.add(other.sendLag);
        pacingLag.add(other.pacingLag);
        outcomes.addAll(other.outcomes);
        started += other.started;
        queued += other.queued;
        answered += other.answered;
        cpuNs += other.cpuNs;
        spinNs += other.spinNs;
        inFlightNs += other.inFlightNs;
        measuredInFlightNs += other.measuredInFlightNs;
        inFlight += other.inFlight;
        open += other.open;
    }

    /// Adds only what concerns connections, not requests.
    void addConnections(Tally other) {
        connect.add(other.connect);
        faults.addAll(other.faults);
        reopened += other.reopened;
        unasked += other.unasked;
    }

    /// Requests that ended without a good answer.
    long errors() {
        long errors = 0;
        for (Outcome outcome : Outcome.values()) {
            if (outcome.ofRequest() && !outcome.good()) {
                errors += outcomes.get(outcome);
            }
        }
        return errors;
    }
}
