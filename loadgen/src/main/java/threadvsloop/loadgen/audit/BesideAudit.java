package threadvsloop.loadgen.audit;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import threadvsloop.loadgen.schedule.Throttle;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;
import threadvsloop.model.measured.KindResult;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// What is to be said of the connections beside the load: idle ones, slow readers and slow writers.
final class BesideAudit {
    /// Slow readers and writers that read or wrote less than this part of what they would were kept waiting.
    static final double LEAST_MOVED = 0.8;

    private final LoadResult result;
    private final Evidence evidence;
    private final List<String> faults = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    BesideAudit(LoadResult result, Evidence evidence) {
        this.result = result;
        this.evidence = evidence;
        idle();
        slowReaders();
        slowWriters();
    }

    /// What the generator did wrong.
    List<String> faults() {
        return faults;
    }

    /// What the server did.
    List<String> findings() {
        return findings;
    }

    private void idle() {
        if (evidence.idleEnded() > 0) {
            findings.add(format(ROOT, "idle connections were ended by the server %,d times", evidence.idleEnded()));
        }
    }

    private void slowReaders() {
        SlowReaders readers = result.options().connections().slowReaders();
        if (readers == null) {
            return;
        }
        KindResult slow = result.kinds().get(result.options().requests().kinds().size());
        long failed = slow.errors() - slow.outcomes().getOrDefault(Outcome.UNFINISHED, 0L);
        if (failed > 0) {
            findings.add(format(
                    ROOT,
                    "%,d of %,d requests of slow readers had no good answer%s",
                    failed,
                    slow.requests(),
                    Auditor.failures(slow.outcomes())));
        }
        double wanted = (double) readers.connections() * readers.bytesPerSecond();
        if (slow.receivedBytesPerSecond() < LEAST_MOVED * wanted) {
            findings.add(format(
                    ROOT,
                    "slow readers got %,.0f of the %,.0f bytes/s they would have read",
                    slow.receivedBytesPerSecond(),
                    wanted));
        }
    }

    private void slowWriters() {
        SlowWriters writers = result.options().connections().slowWriters();
        if (writers == null) {
            return;
        }
        KindResult slow = result.kinds().getLast();
        long failed = slow.errors() - slow.outcomes().getOrDefault(Outcome.UNFINISHED, 0L);
        if (failed > 0 || slow.answeredEarly() > 0) {
            findings.add(format(
                    ROOT,
                    "of %,d requests of slow writers %,d were answered before they were sent whole, and %,d had no good"
                            + " answer%s",
                    slow.requests(),
                    slow.answeredEarly(),
                    failed,
                    Auditor.failures(slow.outcomes())));
        }
        double wanted = (double) writers.connections() * writers.bytesPerSecond();
        double seconds = (result.measurementEndNs() - result.measurementStartNs()) / 1e9;
        double most = new Throttle(writers.bytesPerSecond()).maxBytes(seconds, writers.connections(), slow.requests());
        if (slow.sentBytesPerSecond() * seconds > most) {
            faults.add(format(
                    ROOT,
                    "slow writers sent %,.0f bytes/s, more than the %,.0f that they should",
                    slow.sentBytesPerSecond(),
                    wanted));
        } else if (slow.sentBytesPerSecond() < LEAST_MOVED * wanted) {
            findings.add(format(
                    ROOT,
                    "slow writers could send %,.0f of the %,.0f bytes/s they would have sent",
                    slow.sentBytesPerSecond(),
                    wanted));
        }
    }
}
