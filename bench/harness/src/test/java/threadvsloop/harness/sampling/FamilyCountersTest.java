package threadvsloop.harness.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Processes that end, are replaced and are born unseen, with numbers that are known.
class FamilyCountersTest {

    private static final long MASTER = 1;
    private static final long WORKER = 2;
    private static final long NEXT = 3;

    private final Set<Long> gone = new HashSet<>();
    private final FamilyCounters counters = new FamilyCounters(gone::contains);

    @Test
    void aWorkerThatIsReplacedTakesNothingAway() {
        long before = total(Map.of(MASTER, 10L, WORKER, 5_000L), 0).cpuNs();
        gone.add(WORKER);
        FamilyCounters.Used after = total(Map.of(MASTER, 11L, NEXT, 70L), 0);
        assertThat(after.cpuNs() - before).isEqualTo(71);
        assertThat(after.counters().minorFaults()).isEqualTo(5_000 + 11 + 70);
    }

    /// A server that forks for each request: its children are never seen, but their parent waits for them.
    @Test
    void childrenThatNobodySawCountByWhatTheirParentWasTold() {
        long before = total(Map.of(MASTER, 1_000_000L), 0).cpuNs();
        FamilyCounters.Used after = total(Map.of(MASTER, 2_000_000L), 400);
        assertThat(after.cpuNs() - before).isEqualTo(401_000_000);
        assertThat(after.counters().userMs()).isEqualTo(400 + 2);
    }

    @Test
    void aChildThatWasSeenAndWaitedForCountsOnce() {
        total(Map.of(MASTER, 0L, WORKER, 390_000_000L), 0);
        gone.add(WORKER);
        assertThat(total(Map.of(MASTER, 0L), 400).cpuNs()).isEqualTo(400_000_000);
    }

    @Test
    void whoIsNotAskedHasNotEnded() {
        total(Map.of(MASTER, 100L, WORKER, 50L), 0);
        assertThat(total(Map.of(MASTER, 100L), 0).cpuNs()).isEqualTo(150);
        assertThat(total(Map.of(MASTER, 100L, WORKER, 60L), 0).cpuNs()).isEqualTo(160);
    }

    @Test
    void anotherProcessOfTheSameIdIsNotTheSame() {
        total(Map.of(WORKER, 1_000L), 0);
        assertThat(total(Map.of(WORKER, 10L), 0).cpuNs()).isEqualTo(1_010);
    }

    @Test
    void theTotalNeverFalls() {
        total(Map.of(MASTER, 0L, WORKER, 0L), 500);
        gone.add(MASTER);
        assertThat(total(Map.of(WORKER, 0L), 0).cpuNs()).isEqualTo(500_000_000);
    }

    /// @param cpuNs of each process, which is also the number of its faults, and its user time in ms
    /// @param toldMs user time of children that the master has waited for
    private FamilyCounters.Used total(Map<Long, Long> cpuNs, double toldMs) {
        Map<Long, ProcFs.Stat> stats = new java.util.HashMap<>();
        cpuNs.forEach((pid, ns) -> stats.put(
                pid,
                new ProcFs.Stat(
                        new ProcFs.Counters(ns / 1e6, 0, ns, 0),
                        new ProcFs.Counters(pid == MASTER ? toldMs : 0, 0, 0, 0),
                        1,
                        0,
                        0)));
        return counters.total(cpuNs, stats);
    }
}
