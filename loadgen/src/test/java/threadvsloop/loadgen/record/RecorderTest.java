package threadvsloop.loadgen.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threadvsloop.loadgen.schedule.Window;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.Interval;
import threadvsloop.model.measured.Outcome;

/// Recorder and timeline together, on times that the test makes up: load from 10 s, measured from 11 s to 13.5 s.
class RecorderTest {
    private static final long MS = 1_000_000L;
    private static final Window WINDOW = new Window(10_000 * MS, 11_000 * MS, 13_500 * MS, 18_000 * MS);

    private final TallyExchange exchange = new TallyExchange(KindCount.ONE);
    private final Timeline timeline = new Timeline(List.of(exchange), 5_000 * MS);
    private final Recorder recorder = new Recorder(exchange);

    @BeforeEach
    void adopt() {
        recorder.begin(9_000 * MS);
        timeline.adopt(WINDOW);
        recorder.adopt(WINDOW);
    }

    @Test
    void onlyRequestsWithAnIntendedStartInTheWindowAreMeasured() {
        request(10_999, 10_999, 11_100);
        request(11_000, 11_000, 11_100);
        request(13_499, 13_499, 13_600);
        finish(14_000);

        assertThat(timeline.whole.kinds[0].started).isEqualTo(2);
        assertThat(timeline.whole.kinds[0].response.getTotalCount()).isEqualTo(2);
        assertThat(timeline.whole.kinds[0].outcomes.get(Outcome.ANSWERED_2XX)).isEqualTo(2);
        assertThat(timeline.answered[0])
                .describedAs("within the window, whenever they began")
                .isEqualTo(2);
    }

    @Test
    void theMeasurementIsFromItsStartToBeforeItsEnd() {
        assertThat(recorder.book(11_000 * MS - 1)).isZero();
        assertThat(recorder.book(11_000 * MS)).isEqualTo(1);
        assertThat(recorder.book(13_500 * MS - 1)).isEqualTo(1);
        assertThat(recorder.book(13_500 * MS)).isZero();
    }

    @Test
    void theThreeTimesOfARequest() {
        recorder.started(0, 11_000 * MS, 11_020 * MS);
        recorder.sent(0, 11_000 * MS, 11_015 * MS, 11_020 * MS);
        recorder.answered(0, Outcome.ANSWERED_2XX, 11_000 * MS, 11_020 * MS, 11_060 * MS, 11_100 * MS);
        finish(14_000);

        assertThat(ms(timeline.whole.kinds[0].response)).isCloseTo(100, within(0.1));
        assertThat(ms(timeline.whole.kinds[0].service)).isCloseTo(80, within(0.1));
        assertThat(ms(timeline.whole.firstByte)).isCloseTo(40, within(0.1));
        assertThat(ms(timeline.whole.sendLag)).isCloseTo(20, within(0.1));
        assertThat(ms(timeline.whole.pacingLag)).isCloseTo(5, within(0.1));
    }

    @Test
    void aRequestWithoutAGoodAnswerIsInNoTimeOfAnswers() {
        recorder.started(0, 11_000 * MS, 11_000 * MS);
        recorder.queued(11_000 * MS, 11_000 * MS);
        recorder.failed(0, Outcome.NOT_SENT, 11_000 * MS, 12_000 * MS);
        finish(14_000);

        assertThat(ms(timeline.whole.kinds[0].failed)).isCloseTo(1_000, within(1.0));
        assertThat(timeline.whole.kinds[0].response.getTotalCount()).isZero();
        assertThat(timeline.whole.firstByte.getTotalCount()).isZero();
        assertThat(timeline.whole.kinds[0].service.getTotalCount()).isZero();
        assertThat(timeline.whole.kinds[0].outcomes.get(Outcome.NOT_SENT)).isEqualTo(1);
        assertThat(timeline.whole.queued).isEqualTo(1);
    }

    @Test
    void aRequestIsInTheIntervalInWhichItEnds() {
        request(11_500, 11_500, 12_200);
        request(13_400, 13_400, 15_000);
        finish(15_000);

        assertThat(timeline.intervals())
                .extracting(
                        i -> i.startNs() / MS,
                        i -> i.endNs() / MS,
                        i -> i.response().getTotalCount())
                .containsExactly(
                        tuple(11_000L, 12_000L, 0L),
                        tuple(12_000L, 13_000L, 1L),
                        tuple(13_000L, 13_500L, 0L),
                        tuple(13_500L, 14_500L, 0L),
                        tuple(14_500L, 15_000L, 1L));
        assertThat(timeline.intervals().getFirst().epochStartMs()).isEqualTo(16_000);
    }

    @Test
    void requestsInFlightAreIntegratedOverTimeFromTheirIntendedStart() {
        // One from 11.0 to 12.5 s, noticed 100 ms late, and one from 11.5 to 14.0 s; of the warm-up, one to 11.25 s.
        recorder.started(0, 10_500 * MS, 10_500 * MS);
        recorder.started(0, 11_000 * MS, 11_100 * MS);
        recorder.answered(0, Outcome.ANSWERED_2XX, 10_500 * MS, 10_500 * MS, 11_250 * MS, 11_250 * MS);
        recorder.started(0, 11_500 * MS, 11_500 * MS);
        recorder.answered(0, Outcome.ANSWERED_2XX, 11_000 * MS, 11_100 * MS, 12_500 * MS, 12_500 * MS);
        recorder.answered(0, Outcome.ANSWERED_2XX, 11_500 * MS, 11_500 * MS, 14_000 * MS, 14_000 * MS);
        finish(14_000);

        assertThat(timeline.inFlightNs / 1e9).describedAs("in the window").isCloseTo(0.25 + 1.5 + 2.0, within(1e-9));
        assertThat(timeline.whole.kinds[0].measuredInFlightNs / 1e9)
                .describedAs("measured")
                .isCloseTo(1.5 + 2.5, within(1e-9));
        assertThat(timeline.intervals().get(1).meanInFlight()).isCloseTo(1.5, within(1e-9));
        assertThat(timeline.intervals()).extracting(Interval::inFlight).containsExactly(2L, 1L, 1L, 0L);
    }

    @Test
    void theWarmUpIsReportedButNotMeasured() {
        request(10_100, 10_100, 10_300);
        request(11_100, 11_100, 11_200);
        recorder.advance(12_000 * MS);
        List<Timeline.Second> reported = new ArrayList<>();
        timeline.collect(reported::add);

        assertThat(reported).extracting(i -> i.startNs() / MS).containsExactly(10_000L, 11_000L);
        assertThat(reported).extracting(i -> i.completed()).containsExactly(1L, 1L);
        assertThat(reported).extracting(i -> i.p99Ns() / MS).containsExactly(200L, 100L);
        assertThat(timeline.intervals()).hasSize(1);
        assertThat(timeline.whole.kinds[0].response.getTotalCount()).isEqualTo(1);
    }

    @Test
    void connectionsOfAllPhasesAreCounted() {
        recorder.connected(2 * MS, 9_500 * MS);
        recorder.refused(ConnectFault.REFUSED, "Connection refused", false);
        recorder.advance(10_500 * MS);
        recorder.disconnected(10_600 * MS);
        recorder.reopened();
        recorder.connected(3 * MS, 10_700 * MS);
        recorder.advance(11_500 * MS);
        recorder.connected(4 * MS, 11_500 * MS);
        finish(14_000);

        assertThat(timeline.whole.connect.getTotalCount()).isEqualTo(3);
        assertThat(timeline.whole.faults.occurred()).containsOnlyKeys(ConnectFault.REFUSED);
        assertThat(timeline.whole.reopened).isEqualTo(1);
        assertThat(timeline.intervals().getFirst().connect().getTotalCount()).isEqualTo(1);
        assertThat(timeline.intervals().getFirst().open()).isEqualTo(2);
        assertThat(recorder.faultExamples()).containsEntry(ConnectFault.REFUSED, "Connection refused");
    }

    @Test
    void aWindowThatEndsEarlyCutsTheIntervalThere() {
        request(11_100, 11_100, 11_200);
        Window shorter = WINDOW.stoppedAt(11_700 * MS);
        timeline.adopt(shorter);
        recorder.adopt(shorter);
        recorder.started(0, 11_750 * MS, 11_750 * MS);
        recorder.answered(0, Outcome.ANSWERED_2XX, 11_750 * MS, 11_750 * MS, 11_760 * MS, 11_760 * MS);
        finish(11_800);

        assertThat(timeline.intervals())
                .extracting(i -> i.startNs() / MS, i -> i.endNs() / MS)
                .containsExactly(tuple(11_000L, 11_700L), tuple(11_700L, 11_800L));
        assertThat(timeline.whole.kinds[0].response.getTotalCount()).isEqualTo(1);
    }

    private void request(long intendedMs, long sentMs, long endMs) {
        recorder.started(0, intendedMs * MS, sentMs * MS);
        recorder.sent(0, intendedMs * MS, intendedMs * MS, sentMs * MS);
        recorder.answered(0, Outcome.ANSWERED_2XX, intendedMs * MS, sentMs * MS, endMs * MS, endMs * MS);
    }

    private void finish(long atMs) {
        recorder.finish(atMs * MS);
        timeline.finish();
    }

    private static double ms(Histogram histogram) {
        assertThat(histogram.getTotalCount()).isEqualTo(1);
        return histogram.getMaxValue() / 1e6;
    }
}
