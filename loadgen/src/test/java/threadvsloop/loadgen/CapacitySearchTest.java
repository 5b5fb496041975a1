package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.loadgen.CapacitySearch.AtLeast;
import threadvsloop.loadgen.CapacitySearch.Below;
import threadvsloop.loadgen.CapacitySearch.Found;
import threadvsloop.loadgen.CapacitySearch.Outcome;
import threadvsloop.loadgen.CapacitySearch.Phase;
import threadvsloop.loadgen.CapacitySearch.Result;
import threadvsloop.loadgen.CapacitySearch.Step;
import threadvsloop.loadgen.CapacitySearch.Undecided;
import threadvsloop.model.measured.Audit;
import threadvsloop.model.measured.AuditStatus;

/// Against servers that are simulated: what they hold is known.
class CapacitySearchTest {
    private static final double PRECISION = 0.05;

    @ParameterizedTest
    @ValueSource(doubles = {2.5, 37, 500, 501, 12_345.6, 999_999})
    void aSharpCapacityLiesWithinTheBounds(double capacity) {
        CapacitySearch search = search();
        Result result = run(search, rate -> rate <= capacity ? Outcome.HELD : Outcome.MISSED);

        assertThat(result).isInstanceOfSatisfying(Found.class, found -> {
            assertThat(found.low()).isLessThanOrEqualTo(capacity);
            assertThat(found.high()).isGreaterThan(capacity);
            assertThat(found.high() / found.low()).isLessThanOrEqualTo(1 + PRECISION);
            assertThat(found.confirmations()).isEqualTo(5);
        });
        assertThat(search.steps().stream().filter(step -> step.phase() == Phase.CONFIRM))
                .hasSize(10);
        assertThat(search.next()).isEmpty();
    }

    /// Between 900 and 1,100 it is a toss-up: each bound moves outward until it comes out the same five times.
    @Test
    void aBlurredCapacityGetsAWiderInterval() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Result result =
                    run(search(), rate -> random.nextDouble() < (1100 - rate) / 200 ? Outcome.HELD : Outcome.MISSED);

            assertThat(result).describedAs("seed %d", seed).isInstanceOfSatisfying(Found.class, found -> {
                assertThat(found.low()).isBetween(700.0, 1090.0);
                assertThat(found.high()).isBetween(910.0, 1300.0).isGreaterThan(found.low());
            });
        }
    }

    @Test
    void aGeneratorThatIsTheLimitGivesALowerBound() {
        Result result = run(search(), rate -> rate > 10_000 ? Outcome.GENERATOR_LIMIT : Outcome.HELD);

        assertThat(result).isEqualTo(new AtLeast(8000));
    }

    @Test
    void aServerThatHoldsNothingIsBelowTheLeastRate() {
        Result result = run(search(), _ -> Outcome.MISSED);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Below.class, below -> assertThat(below.rate()).isBetween(1.0, 2.0));
    }

    @Test
    void anInvalidRunIsRepeated() {
        int[] runs = new int[1];
        CapacitySearch search = search();
        Result result =
                run(search, rate -> runs[0]++ % 3 == 1 ? Outcome.INVALID : rate < 700 ? Outcome.HELD : Outcome.MISSED);

        assertThat(result).isInstanceOf(Found.class);
        List<Step> steps = search.steps();
        for (int i = 0; i + 1 < steps.size(); i++) {
            if (steps.get(i).outcome() == Outcome.INVALID) {
                assertThat(steps.get(i + 1).rate()).isEqualTo(steps.get(i).rate());
            }
        }
    }

    @Test
    void runsThatAreNeverValidEndTheSearchUndecided() {
        Result result = run(search(), _ -> Outcome.INVALID);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Undecided.class,
                        undecided -> assertThat(undecided.reason())
                                .isEqualTo("3 runs in turn at 500.0 requests/s were not valid"));
    }

    /// What it holds has nothing to do with the rate.
    @Test
    void aServerThatHoldsAtRandomIsUndecidedOrWide() {
        int undecided = 0;
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Result result = run(search(), _ -> random.nextBoolean() ? Outcome.HELD : Outcome.MISSED);
            undecided += result instanceof Undecided ? 1 : 0;
        }
        assertThat(undecided).isGreaterThan(25);
    }

    @Test
    void theSameAnswersNameTheSameRates() {
        CapacitySearch one = search();
        CapacitySearch other = search();
        run(one, rate -> rate < 777 ? Outcome.HELD : Outcome.MISSED);
        run(other, rate -> rate < 777 ? Outcome.HELD : Outcome.MISSED);

        assertThat(one.steps()).isEqualTo(other.steps());
    }

    @Test
    void nothingCanBeToldAfterTheEnd() {
        CapacitySearch search = search();
        run(search, _ -> Outcome.MISSED);

        assertThatIllegalStateException().isThrownBy(() -> search.tell(Outcome.HELD));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.05, 5", "500, 0.001, 5", "500, 0.05, 0", "NaN, 0.05, 5"})
    void whatItIsGivenIsChecked(double rate, double precision, int confirmations) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CapacitySearch(rate, precision, confirmations));
    }

    /// One row per case of a run's end.
    @Test
    void aRunIsJudgedByItsObjectivesAndByWhoWasTheLimit() {
        List<Objective> objectives = Objective.parse("p99<11ms");
        Results good = new Results();
        Results slow = new Results();
        slow.achieved = 900;
        Results busy = new Results();
        busy.achieved = 900;
        busy.cpuShare = 0.99;
        Results late = new Results();
        late.judged = new Audit(AuditStatus.INVALID, List.of("sent late"), List.of());
        Results collapsed = new Results();
        collapsed.judged = new Audit(AuditStatus.INVALID, List.of("no good answer"), List.of());
        collapsed.outcomes.clear();
        collapsed.outcomes.put(threadvsloop.model.measured.Outcome.TIMED_OUT, 1000L);
        collapsed.achieved = 0;

        assertThat(CapacitySearch.judge(good.result(), objectives)).isEqualTo(Outcome.HELD);
        assertThat(CapacitySearch.judge(good.result(), Objective.parse("p99<9ms")))
                .isEqualTo(Outcome.MISSED);
        assertThat(CapacitySearch.judge(slow.result(), objectives)).isEqualTo(Outcome.MISSED);
        assertThat(CapacitySearch.judge(busy.result(), objectives)).isEqualTo(Outcome.GENERATOR_LIMIT);
        assertThat(CapacitySearch.judge(late.result(), objectives)).isEqualTo(Outcome.INVALID);
        assertThat(CapacitySearch.judge(collapsed.result(), objectives)).isEqualTo(Outcome.MISSED);
    }

    private static CapacitySearch search() {
        return new CapacitySearch(500, PRECISION, 5);
    }

    private static Result run(CapacitySearch search, DoubleFunction<Outcome> server) {
        for (int runs = 0; search.next().isPresent(); runs++) {
            assertThat(runs).describedAs("runs").isLessThan(200);
            search.tell(server.apply(search.next().getAsDouble()));
        }
        return search.result();
    }
}
