package threadvsloop.harness.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final AtomicInteger preparing = new AtomicInteger();
    private final AtomicInteger mostPreparing = new AtomicInteger();
    private final AtomicInteger prepared = new AtomicInteger();

    @Test
    void serversArePreparedOneByOneAndLoadedAtOnce() throws Exception {
        List<Long> starts = all(4, turn -> {
            prepare(turn);
            assertThat(prepared).as("all are ready").hasValue(4);
            long start = turn.all().loadFrom(1_000 + turn.index());
            turn.all().leave();
            return start;
        });

        assertThat(mostPreparing).hasValue(1);
        assertThat(starts).as("when the last can").containsOnly(1_003L);
    }

    @Test
    void eachIsToldWhatTheOthersUsed() throws Exception {
        List<Double> others = all(3, turn -> {
            prepare(turn);
            turn.all().loadFrom(0);
            double othersMs = turn.all().othersMs(Math.pow(10, turn.index()));
            turn.all().leave();
            return othersMs;
        });

        assertThat(others).containsExactly(110.0, 101.0, 11.0);
    }

    /// One fails before it is ready, one when the connections of the rest are open.
    @Test
    void nobodyWaitsForOneThatHasLeft() throws Exception {
        List<Double> others = all(4, turn -> {
            if (turn.index() == 0) {
                turn.all().beginPreparing();
                turn.all().leave();
                return Double.NaN;
            }
            prepare(turn);
            if (turn.index() == 1) {
                turn.all().leave();
                return Double.NaN;
            }
            turn.all().loadFrom(0);
            double othersMs = turn.all().othersMs(turn.index());
            turn.all().leave();
            return othersMs;
        });

        assertThat(others).containsExactly(Double.NaN, Double.NaN, 3.0, 2.0);
    }

    @Test
    void whoIsAloneWaitsForNobody() throws Exception {
        Turns.Turn alone = Turns.Turn.alone();
        prepare(alone);

        assertThat(alone.all().loadFrom(7)).isEqualTo(7);
        assertThat(alone.all().othersMs(5)).isZero();
        alone.all().leave();
    }

    private void prepare(Turns.Turn turn) throws InterruptedException {
        turn.all().beginPreparing();
        mostPreparing.accumulateAndGet(preparing.incrementAndGet(), Math::max);
        Thread.sleep(2);
        preparing.decrementAndGet();
        prepared.incrementAndGet();
        turn.all().prepared();
    }

    private interface Part<T> {
        T play(Turns.Turn turn) throws InterruptedException;
    }

    private static <T> List<T> all(int trials, Part<T> part) throws Exception {
        Turns turns = new Turns(trials);
        List<Callable<T>> parts = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            Turns.Turn turn = turns.turn(i);
            parts.add(() -> part.play(turn));
        }
        List<T> results = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (Future<T> result : threads.invokeAll(parts)) {
                results.add(result.get());
            }
        }
        return results;
    }
}
