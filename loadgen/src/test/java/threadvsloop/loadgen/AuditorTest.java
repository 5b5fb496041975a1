package threadvsloop.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuditorTest {
    record Case(String reason, AuditStatus status, Consumer<Results> fault) {
        @Override
        public String toString() {
            return status + ": " + reason;
        }
    }

    static Stream<Case> faults() {
        return Stream.of(
                new Case(
                        "achieved 900.0 of 1,000.0 requests/s offered (90.0%): the server was saturated",
                        AuditStatus.SUSPECT, r -> r.achieved = 900),
                new Case(
                        "(90.0%): the generator was the limit",
                        AuditStatus.INVALID, r -> {
                            r.achieved = 900;
                            r.cpuShare = 0.9;
                        }),
                new Case(
                        "(90.0%): the generator was the limit",
                        AuditStatus.INVALID, r -> {
                            r.achieved = 900;
                            lag(r, 20_000_000);
                        }),
                new Case("1% of requests were sent more than 2.0", AuditStatus.SUSPECT, r -> lag(r, 2_000_000)),
                new Case("1% of requests were sent more than 20.", AuditStatus.INVALID, r -> lag(r, 20_000_000)),
                new Case("the generator used 90% of its CPU", AuditStatus.SUSPECT, r -> r.cpuShare = 0.9),
                new Case(
                        "used 99% of its CPU: it may be the limit",
                        AuditStatus.VALID, r -> {
                            r.shape = new LoadShape.Closed();
                            r.cpuShare = 0.99;
                        }),
                new Case("paused it for 11 ms", AuditStatus.SUSPECT, r -> r.gcPauseMs = 11),
                new Case(
                        "2 of 1,000 requests (0.20%) had no good answer: timed-out 2",
                        AuditStatus.SUSPECT, r -> {
                            r.outcomes.put(Outcome.ANSWERED_2XX, 998L);
                            r.outcomes.put(Outcome.TIMED_OUT, 2L);
                        }),
                new Case(
                        "(2.00%) had no good answer: answered-5xx 15, reset 5",
                        AuditStatus.INVALID, r -> {
                            r.outcomes.put(Outcome.ANSWERED_2XX, 980L);
                            r.outcomes.put(Outcome.ANSWERED_5XX, 15L);
                            r.outcomes.put(Outcome.RESET, 5L);
                        }),
                new Case("999 of 1,000 connections were opened", AuditStatus.SUSPECT, r -> opened(r, 999)),
                new Case(
                        "980 of 1,000 connections were opened; too many open files 20 times: raise the limit",
                        AuditStatus.INVALID,
                        r -> {
                            opened(r, 980);
                            r.faults.put(ConnectFault.TOO_MANY_FILES, 20L);
                        }),
                new Case("only 3 of 4 connections got a good answer", AuditStatus.SUSPECT, r -> r.served = 3),
                new Case("Little's law fails by 10.", AuditStatus.INVALID, r -> r.inFlightSeconds = 11),
                new Case("Little's law fails by 10.", AuditStatus.INVALID, r -> r.inFlightSeconds = 9),
                new Case("arrivals were not constant as scheduled", AuditStatus.INVALID, r -> {
                    long[] gaps = constantGaps();
                    gaps[17]--;
                    gaps[17]--;
                    r.gapsNs.add(gaps);
                }),
                new Case("arrivals were not poisson as scheduled", AuditStatus.INVALID, r -> {
                    r.shape = new LoadShape.Open(Arrivals.POISSON, 1000);
                    r.gapsNs.add(constantGaps());
                }),
                new Case("3 times bytes came that no request had asked for", AuditStatus.SUSPECT, r -> r.unasked = 3),
                new Case("stopped after 0.400 s of the 1.000 s asked for", AuditStatus.SUSPECT, r -> {
                    r.stopped = true;
                    r.lengthNs = 400_000_000;
                }),
                new Case("stopped before the measurement began", AuditStatus.INVALID, r -> {
                    r.stopped = true;
                    r.lengthNs = 0;
                }),
                new Case("no request fell into the measurement", AuditStatus.INVALID, r -> {
                    r.requests = 0;
                    r.outcomes.clear();
                }));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsFoundAndSaid(Case c) {
        Results results = new Results();
        c.fault().accept(results);

        Audit audit = results.audit();

        assertThat(audit.reasons()).anyMatch(reason -> reason.contains(c.reason()));
        assertThat(audit.status()).isEqualTo(c.status());
    }

    static Stream<Consumer<Results>> harmless() {
        return Stream.of(
                _ -> {},
                r -> r.achieved = 991,
                // Within what chance lets be in flight at the end and not at the start: 3 times the root of 100.
                r -> {
                    r.achieved = 965;
                    r.meanInFlight = 100;
                },
                r -> r.gapsNs.add(constantGaps()),
                r -> {
                    r.shape = new LoadShape.Open(Arrivals.POISSON, 1000);
                    r.gapsNs.add(poissonGaps());
                },
                r -> {
                    r.served = 3;
                    r.opened = r.connections = 501;
                },
                r -> r.outcomes.put(Outcome.REFUSED, 1L),
                r -> {
                    r.shape = new LoadShape.Idle();
                    r.requests = 0;
                    r.served = 0;
                    r.outcomes.clear();
                });
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void whatIsHarmlessIsNotHeldAgainstAResult(Consumer<Results> change) {
        Results results = new Results();
        change.accept(results);

        assertThat(results.audit().reasons()).isEmpty();
        assertThat(results.audit().status()).isEqualTo(AuditStatus.VALID);
    }

    @Test
    void theGravestReasonComesFirst() {
        Results results = new Results();
        results.gcPauseMs = 50;
        results.inFlightSeconds = 20;
        results.unasked = 1;

        Audit audit = results.audit();

        assertThat(audit.status()).isEqualTo(AuditStatus.INVALID);
        assertThat(audit.reasons()).hasSize(3);
        assertThat(audit.reasons().getFirst()).startsWith("Little's law");
    }

    private static void lag(Results r, long ns) {
        r.pacingLag.reset();
        r.pacingLag.recordValueWithCount(20_000, 980);
        r.pacingLag.recordValueWithCount(ns, 20);
    }

    private static void opened(Results r, int opened) {
        r.connections = 1000;
        r.opened = opened;
    }

    private static long[] constantGaps() {
        long[] gaps = new long[200];
        Arrays.fill(gaps, 1_000_000);
        return gaps;
    }

    private static long[] poissonGaps() {
        ArrivalSchedule schedule = ArrivalSchedule.of(new LoadShape.Open(Arrivals.POISSON, 1000), 3, 0, 1);
        long[] starts = LongStream.generate(schedule::next).limit(5000).toArray();
        long[] gaps = new long[starts.length - 1];
        Arrays.setAll(gaps, i -> starts[i + 1] - starts[i]);
        return gaps;
    }
}
