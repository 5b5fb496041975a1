package threadvsloop.loadgen.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import threadvsloop.loadgen.Results;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RateProfile;
import threadvsloop.model.measured.Audit;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

class ResultMergeTest {
    @Test
    void countsRatesAndHistogramsAreAdded() {
        Results second = new Results();
        second.outcomes.put(Outcome.RESET, 1L);
        second.faults.put(ConnectFault.REFUSED, 2L);
        second.achieved = 500;
        second.cpuShare = 0.5;

        LoadResult merged = ResultMerge.of(List.of(new Results().result(), second.result()));

        assertThat(merged.requests()).isEqualTo(2000);
        assertThat(merged.offeredPerSecond()).isEqualTo(2000);
        assertThat(merged.achievedPerSecond()).isEqualTo(1500);
        assertThat(merged.options().connections().number()).isEqualTo(8);
        assertThat(merged.options().shape()).isEqualTo(new LoadShape.Open(Arrivals.CONSTANT, 2000));
        assertThat(merged.outcomes()).containsEntry(Outcome.ANSWERED_2XX, 2000L).containsEntry(Outcome.RESET, 1L);
        assertThat(merged.connectFaults()).containsEntry(ConnectFault.REFUSED, 2L);
        assertThat(merged.response()).isEqualTo(Results.of(10_000_000, 2000));
        assertThat(merged.generator().cpuShare()).isEqualTo(0.5);
        assertThat(merged.meanInFlight()).isEqualTo(20);
    }

    @Test
    void intervalsOfTheSameMomentBecomeOneAndOthersStandSideBySide() {
        Results shorter = new Results();
        shorter.lengthNs = 500_000_000;

        LoadResult merged = ResultMerge.of(List.of(new Results().result(), new Results().result(), shorter.result()));

        assertThat(merged.intervals()).hasSize(2);
        Histogram sum = Times.histogram();
        merged.intervals().forEach(interval -> sum.add(interval.response()));
        assertThat(sum).isEqualTo(merged.response());
        assertThat(merged.intervals().getLast().completed()).isEqualTo(2000);
    }

    @Test
    void theGravestJudgementPrevailsAndNoReasonIsSaidTwice() {
        LoadResult merged = ResultMerge.of(List.of(
                judged(AuditStatus.SUSPECT, "a"), judged(AuditStatus.INVALID, "b"), judged(AuditStatus.SUSPECT, "a")));

        assertThat(merged.audit()).isEqualTo(new Audit(AuditStatus.INVALID, List.of("b", "a"), List.of()));
    }

    @Test
    void differentShapesCannotBeMerged() {
        Results closed = new Results();
        closed.shape = new LoadShape.Closed();

        assertThatThrownBy(() -> ResultMerge.of(List.of(new Results().result(), closed.result())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Open")
                .hasMessageContaining("Closed");
        assertThatThrownBy(() -> ResultMerge.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ratesThatChangeAtTheSameMomentsAreAddedAndOthersRefused() {
        Results ramp = new Results();
        ramp.shape = ramp(100, 300, 1);
        Results steeper = new Results();
        steeper.shape = ramp(0, 900, 1);
        Results longer = new Results();
        longer.shape = ramp(0, 900, 2);

        assertThat(ResultMerge.of(List.of(ramp.result(), steeper.result()))
                        .options()
                        .shape())
                .isEqualTo(ramp(100, 1200, 1));
        assertThatThrownBy(() -> ResultMerge.of(List.of(ramp.result(), longer.result())))
                .hasMessageContaining("at different moments");
    }

    private static LoadShape ramp(double from, double to, int seconds) {
        return new LoadShape.Open(Arrivals.CONSTANT, RateProfile.ramp(from, to, Duration.ofSeconds(seconds)));
    }

    private static LoadResult judged(AuditStatus status, String reason) {
        Results results = new Results();
        results.judged = new Audit(status, List.of(reason), List.of());
        return results.result();
    }
}
