package threadvsloop.loadgen.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import threadvsloop.loadgen.Results;
import threadvsloop.loadgen.schedule.ArrivalSchedule;
import threadvsloop.loadgen.schedule.ThinkDraw;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RateProfile;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.load.SessionLength;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;
import threadvsloop.model.load.ThinkTime;
import threadvsloop.model.measured.Audit;
import threadvsloop.model.measured.AuditStatus;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;
import threadvsloop.model.measured.Sessions;

class AuditorTest {
    private static final RequestMix TWO_KINDS = new RequestMix(
            List.of(RequestKind.of(RequestSpec.get("/often"), 99), RequestKind.of(RequestSpec.get("/rare"), 1)));

    private static final SlowWriters WRITER = new SlowWriters(1, RequestSpec.post("/", 100), 1000);

    record Case(String reason, AuditStatus status, Consumer<Results> fault) {
        @Override
        public String toString() {
            return status + ": " + reason;
        }
    }

    static Stream<Case> faults() {
        return Stream.of(
                new Case(
                        "(90.0%): the generator was the limit, with 90% of its CPU used",
                        AuditStatus.INVALID, r -> {
                            r.achieved = 900;
                            r.cpuShare = 0.9;
                        }),
                new Case(
                        "(90.0%): the generator was late: 1% of requests were sent more than 20.",
                        AuditStatus.INVALID, r -> {
                            r.achieved = 900;
                            lag(r, 20_000_000);
                        }),
                new Case("1% of requests were sent more than 2.0", AuditStatus.SUSPECT, r -> lag(r, 2_000_000)),
                new Case("1% of requests were sent more than 20.", AuditStatus.INVALID, r -> lag(r, 20_000_000)),
                new Case("the generator used 90.0% of its CPU", AuditStatus.SUSPECT, r -> r.cpuShare = 0.9),
                new Case("paused it for 11.0 ms (bound: 10 ms)", AuditStatus.SUSPECT, r -> r.gcPauseMs = 11),
                new Case(
                        "2 of 1,000 requests (0.20%) had no good answer: answered-4xx 2",
                        AuditStatus.SUSPECT, r -> {
                            r.outcomes.put(Outcome.ANSWERED_2XX, 998L);
                            r.outcomes.put(Outcome.ANSWERED_4XX, 2L);
                        }),
                new Case(
                        "(2.00%) had no good answer: answered-4xx 5, wrong-length 15",
                        AuditStatus.INVALID, r -> {
                            r.outcomes.put(Outcome.ANSWERED_2XX, 980L);
                            r.outcomes.put(Outcome.ANSWERED_4XX, 5L);
                            r.outcomes.put(Outcome.WRONG_LENGTH, 15L);
                        }),
                new Case(
                        "1,000 of 1,000 requests (100.00%) had no good answer: timed-out 1,000",
                        AuditStatus.INVALID, r -> {
                            r.outcomes.clear();
                            r.outcomes.put(Outcome.TIMED_OUT, 1000L);
                        }),
                new Case("connections could not be opened; no free local port 3 times", AuditStatus.INVALID, r -> {
                    r.connectionPerRequest = true;
                    r.faults.put(ConnectFault.NO_LOCAL_PORT, 3L);
                }),
                new Case(
                        "30 requests were rare, 20.0 off the 10.0 that its weight says (bound: 19.9)",
                        AuditStatus.INVALID,
                        r -> {
                            r.mix = TWO_KINDS;
                            r.ofKinds = List.of(970L, 30L);
                        }),
                new Case("999 of 1,000 connections were opened", AuditStatus.SUSPECT, r -> opened(r, 999)),
                new Case(
                        "980 of 1,000 connections were opened; too many open files 20 times: raise the limit",
                        AuditStatus.INVALID,
                        r -> {
                            opened(r, 980);
                            r.faults.put(ConnectFault.TOO_MANY_FILES, 20L);
                        }),
                new Case("Little's law fails by 10.", AuditStatus.INVALID, r -> r.inFlightSeconds = 11),
                new Case("Little's law fails by 9.99% (bound: 5%)", AuditStatus.INVALID, r -> r.inFlightSeconds = 9),
                new Case("arrivals were not constant as scheduled", AuditStatus.INVALID, r -> {
                    long[] starts = constantStarts();
                    starts[17] -= 2;
                    r.issued.add(Results.starts(starts));
                }),
                new Case("arrivals were not poisson as scheduled", AuditStatus.INVALID, r -> {
                    r.shape = new LoadShape.Open(Arrivals.POISSON, 1000);
                    r.issued.add(Results.starts(constantStarts()));
                }),
                new Case(
                        "1,000 requests started, 3.00 off the 1,003.0 that the rate says (bound: 2)",
                        AuditStatus.INVALID,
                        r -> {
                            r.shape = new LoadShape.Open(Arrivals.CONSTANT, 1003);
                        }),
                // 1,250 is the mean of the ramp; 6 standard deviations of a Poisson number, and one: 213.1.
                new Case(
                        "1,000 requests started, 250 off the 1,250.0 that the rate says (bound: 213)",
                        AuditStatus.INVALID,
                        r -> {
                            r.shape = ramp(Arrivals.POISSON, 500, 2000);
                        }),
                new Case("arrivals were not poisson as scheduled", AuditStatus.INVALID, r -> {
                    r.shape = ramp(Arrivals.POISSON, 500, 1500);
                    r.issued.add(Results.starts(starts(new LoadShape.Open(Arrivals.POISSON, 1000))));
                }),
                new Case("arrivals were not constant as scheduled", AuditStatus.INVALID, r -> {
                    r.shape = ramp(Arrivals.CONSTANT, 500, 1500);
                    long[] starts = starts(r.shape);
                    starts[300] += 3;
                    r.issued.add(Results.starts(starts));
                }),
                new Case(
                        "800 sessions started, 200 off the 1,000.0 that the rate says (bound: 191)",
                        AuditStatus.INVALID,
                        r -> {
                            r.shape = sessions(ThinkTime.NONE);
                            r.sessions = new Sessions(800, 800, 0);
                        }),
                new Case("sessions were not poisson as scheduled", AuditStatus.INVALID, r -> {
                    r.shape = sessions(ThinkTime.NONE);
                    r.sessions = new Sessions(1000, 1000, 0);
                    r.issued.add(Results.sessions(constantStarts()));
                }),
                new Case("think times were not as asked for", AuditStatus.INVALID, r -> {
                    r.shape = new LoadShape.Closed(new ThinkTime.Fixed(Duration.ofMillis(5)));
                    r.issued.add(Results.thinks(5_000_000, 5_000_000, 4_999_999));
                }),
                new Case("think times were not as asked for", AuditStatus.INVALID, r -> {
                    r.shape = new LoadShape.Closed(new ThinkTime.Exponential(Duration.ofMillis(5)));
                    r.issued.add(Results.thinks(thinks(6)));
                }),
                new Case(
                        "1% of requests were sent more than 20.",
                        AuditStatus.INVALID, r -> {
                            r.shape = new LoadShape.Closed(new ThinkTime.Exponential(Duration.ofMillis(5)));
                            lag(r, 20_000_000);
                        }),
                // A piece of 50 bytes each 50 ms, one more at the end, and one more for the one request: 1,100.
                new Case("slow writers sent 1,101 bytes/s, more than the 1,000", AuditStatus.INVALID, r -> {
                    r.slowWriters = WRITER;
                    r.slowBytesPerSecond = 1_101;
                }),
                new Case(
                        "for 70.0% of their time connections were not there, and nobody asked on them",
                        AuditStatus.INVALID, r -> {
                            r.shape = new LoadShape.Closed();
                            lost(r, 0.3);
                        }),
                new Case(
                        "for 5.0% of their time connections were not there",
                        AuditStatus.SUSPECT, r -> {
                            r.shape = new LoadShape.Closed(new ThinkTime.Fixed(Duration.ofMillis(5)));
                            lost(r, 0.95);
                        }),
                new Case("so that requests waited for fewer than asked for", AuditStatus.SUSPECT, r -> lost(r, 0.3)),
                new Case("so that requests waited for fewer than asked for", AuditStatus.SUSPECT, r -> {
                    r.shape = sessions(ThinkTime.NONE);
                    r.sessions = new Sessions(1000, 1000, 0);
                    lost(r, 0.5);
                }),
                new Case("although they were to be held open", AuditStatus.INVALID, r -> {
                    r.shape = new LoadShape.Idle();
                    r.requests = 0;
                    r.outcomes.clear();
                    lost(r, 0.5);
                }),
                // Neither refused nor ended: the attempt hangs.
                new Case(
                        "for 50.0% of their time connections were not there",
                        AuditStatus.INVALID, r -> {
                            r.shape = new LoadShape.Closed();
                            r.openShare = 0.5;
                        }),
                new Case("for no more than 100,000.0 a second were to be opened", AuditStatus.SUSPECT, r -> {
                    r.openShare = 0.5;
                    r.connectsPerSecond = 99_000;
                }),
                new Case("3 times bytes came that no request had asked for", AuditStatus.SUSPECT, r -> r.unasked = 3),
                new Case("stopped after 0.400 s of the 1.000 s asked for", AuditStatus.SUSPECT, r -> {
                    r.stopped = true;
                    r.lengthNs = 400_000_000;
                    r.requests = 400;
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

    /// What the server did under the load is what was to be found out: it is said, and nothing is held against the
    /// result.
    static Stream<Case> findings() {
        return Stream.of(
                new Case(
                        "achieved 900.0 of 1,000.0 requests/s offered (90.0%): the server did not keep up, with 10.0 requests in flight",
                        AuditStatus.VALID, r -> r.achieved = 900),
                new Case(
                        "400 of 1,000 requests (40.00%) had no good answer: answered-5xx 100, timed-out 250, reset 50",
                        AuditStatus.VALID, r -> {
                            r.outcomes.put(Outcome.ANSWERED_2XX, 600L);
                            r.outcomes.put(Outcome.ANSWERED_5XX, 100L);
                            r.outcomes.put(Outcome.TIMED_OUT, 250L);
                            r.outcomes.put(Outcome.RESET, 50L);
                        }),
                new Case("980 of 1,000 connections were opened; connection refused 20 times", AuditStatus.VALID, r -> {
                    opened(r, 980);
                    r.served = 980;
                    r.faults.put(ConnectFault.REFUSED, 20L);
                }),
                new Case("only 3 of 4 connections got a good answer", AuditStatus.VALID, r -> r.served = 3),
                new Case(
                        "2 connections were not closed by the server within 1000 ms",
                        AuditStatus.VALID,
                        r -> r.unclosed = 2),
                new Case(
                        "all 4 connections were in use, and 900 requests waited for one; at 199.950 ms",
                        AuditStatus.VALID,
                        r -> {
                            r.achieved = 20;
                            r.serviceNs = 200_000_000;
                            r.queued = 900;
                        }),
                new Case("answers take 10.0 ms on average and the warm-up only 1.0 ms", AuditStatus.VALID, r -> {
                    r.achieved = 985;
                    r.warmup = Duration.ofMillis(1);
                    r.meanInFlight = 0;
                }),
                new Case(
                        "20 of 1,000 requests were answered by a redirect, which is not followed",
                        AuditStatus.VALID,
                        r -> r.redirected = 20),
                new Case(
                        "20 of 1,000 sessions failed: 5 found no free connection in time, 15 had a request",
                        AuditStatus.VALID,
                        r -> {
                            r.outcomes.put(Outcome.ANSWERED_2XX, 9_995L);
                            r.outcomes.put(Outcome.NOT_SENT, 5L);
                            r.requests = 10_000;
                            r.inFlightSeconds = 100;
                            r.shape = sessions(ThinkTime.NONE);
                            r.sessions = new Sessions(1000, 970, 20);
                        }),
                new Case("only 1 of 2 connections got a good answer", AuditStatus.VALID, r -> {
                    r.idle = 2;
                    r.served = 1;
                }),
                new Case("idle connections were ended by the server 3 times", AuditStatus.VALID, r -> r.idleEnded = 3),
                new Case("1 of 1 requests of slow readers had no good answer: reset 1", AuditStatus.VALID, r -> {
                    r.slowReaders = new SlowReaders(1, RequestSpec.get("/"), 1000);
                    r.slowOutcomes.put(Outcome.RESET, 1L);
                    r.slowBytesPerSecond = 950;
                }),
                new Case(
                        "of 1 requests of slow writers 1 were answered before they were sent whole, and 1 had no good"
                                + " answer: answered-4xx 1",
                        AuditStatus.VALID,
                        r -> {
                            r.slowWriters = WRITER;
                            r.answeredEarly = 1;
                            r.slowOutcomes.put(Outcome.ANSWERED_4XX, 1L);
                            r.slowBytesPerSecond = 950;
                        }),
                new Case("slow writers could send 700 of the 1,000 bytes/s", AuditStatus.VALID, r -> {
                    r.slowWriters = WRITER;
                    r.slowBytesPerSecond = 700;
                }),
                new Case("slow readers got 700 of the 1,000 bytes/s they would have read", AuditStatus.VALID, r -> {
                    r.slowReaders = new SlowReaders(1, RequestSpec.get("/"), 1000);
                    r.slowBytesPerSecond = 700;
                }),
                new Case(
                        "used 99% of its CPU: it may be the limit",
                        AuditStatus.VALID, r -> {
                            r.shape = new LoadShape.Closed();
                            r.cpuShare = 0.99;
                        }));
    }

    @ParameterizedTest
    @MethodSource("findings")
    void whatTheServerDidIsAFinding(Case c) {
        Results results = new Results();
        c.fault().accept(results);

        Audit audit = results.audit();

        assertThat(audit.findings()).singleElement().asString().contains(c.reason());
        assertThat(audit.reasons()).isEmpty();
        assertThat(audit.status()).isEqualTo(c.status());
    }

    /// Failed requests are the reason, and no other is guessed.
    @Test
    void requestsThatFailAreTheReasonWhyFewerAreAnswered() {
        Results results = new Results();
        results.achieved = 500;
        results.cpuShare = 0.03;
        results.outcomes.put(Outcome.ANSWERED_2XX, 500L);
        results.outcomes.put(Outcome.RESET, 500L);

        assertThat(causes(results)).containsExactly(Shortfall.Cause.FAILURES);
        assertThat(results.audit().findings())
                .contains("achieved 500.0 of 1,000.0 requests/s offered (50.0%): 500 requests failed: reset 500");
    }

    /// Those that were given up had waited: why they did is the reason.
    @Test
    void requestsThatWaitedInVainAreNoReason() {
        Results results = new Results();
        results.achieved = 500;
        results.outcomes.put(Outcome.ANSWERED_2XX, 500L);
        results.outcomes.put(Outcome.TIMED_OUT, 400L);
        results.outcomes.put(Outcome.ANSWERED_5XX, 100L);

        assertThat(causes(results)).containsExactly(Shortfall.Cause.SERVER_BEHIND, Shortfall.Cause.FAILURES);
    }

    @Test
    void connectionsThatWereLostAreTheReasonOfTheWait() {
        Results results = new Results();
        results.achieved = 500;
        results.queued = 500;
        lost(results, 0.4);

        assertThat(causes(results)).containsExactly(Shortfall.Cause.CONNECTIONS_LOST);
    }

    @Test
    void aGeneratorThatOthersKeptFromItsCpuIsTheReason() {
        Results results = new Results();
        results.achieved = 500;
        results.cpuShare = 0.6;
        results.runQueueShare = 0.35;

        assertThat(causes(results)).containsExactly(Shortfall.Cause.GENERATOR_BUSY);
    }

    private static List<Shortfall.Cause> causes(Results results) {
        LoadResult result = results.result();
        return Shortfall.of(result, results.evidence(), new Lateness(result))
                .orElseThrow()
                .causes();
    }

    static Stream<Consumer<Results>> harmless() {
        return Stream.of(
                _ -> {},
                r -> r.achieved = 991,
                // A server that ends its connections, which are opened again at once.
                r -> {
                    r.shape = new LoadShape.Closed();
                    r.openShare = 0.6;
                    r.connectsPerSecond = 1_000;
                },
                // Within what chance lets be in flight at the end and not at the start: 3 times the root of 100.
                r -> {
                    r.achieved = 965;
                    r.meanInFlight = 100;
                },
                r -> r.issued.add(Results.starts(constantStarts())),
                r -> {
                    r.shape = new LoadShape.Open(Arrivals.POISSON, 1000);
                    r.issued.add(Results.starts(starts(r.shape)));
                },
                r -> {
                    r.shape = ramp(Arrivals.POISSON, 500, 1500);
                    r.issued.add(Results.starts(starts(r.shape)));
                },
                r -> {
                    r.shape = ramp(Arrivals.CONSTANT, 1500, 500);
                    r.issued.add(Results.starts(starts(r.shape)));
                },
                r -> {
                    r.shape = new LoadShape.Open(
                            Arrivals.CONSTANT,
                            RateProfile.steps(List.of(1500.0, 0.0, 2000.0, 500.0), Duration.ofMillis(250)));
                    r.issued.add(Results.starts(starts(r.shape)));
                },
                // At its end a ramp from 0 to 2,000/s has 20 in flight, as answers take 10 ms; at its start none.
                r -> {
                    r.shape = ramp(Arrivals.CONSTANT, 0, 2000);
                    r.meanInFlight = 0;
                    r.achieved = 975;
                },
                r -> {
                    r.served = 3;
                    r.opened = r.connections = 501;
                },
                r -> r.faults.put(ConnectFault.REFUSED, 1L),
                // 6 standard deviations of a binomial of 1,000 and 1/100, and one: 19.9.
                r -> {
                    r.mix = TWO_KINDS;
                    r.ofKinds = List.of(971L, 29L);
                },
                r -> {
                    r.shape = sessions(new ThinkTime.Exponential(Duration.ofMillis(5)));
                    r.sessions = new Sessions(1100, 1090, 0);
                    LoadShape.Open arrivals = new LoadShape.Open(Arrivals.POISSON, 1000);
                    r.issued.add(new Evidence.Issued(new long[0], thinks(5), starts(arrivals)));
                },
                r -> {
                    r.shape = new LoadShape.Closed(new ThinkTime.Fixed(Duration.ofMillis(5)));
                    r.issued.add(Results.thinks(5_000_000, 5_000_000));
                },
                // Four turns each: some who think for long may still be thinking.
                r -> {
                    r.shape = new LoadShape.Closed(new ThinkTime.Exponential(Duration.ofMillis(5)));
                    r.connections = r.opened = 250;
                    r.served = 240;
                },
                r -> {
                    r.idle = 2;
                    r.served = 2;
                },
                r -> {
                    r.slowWriters = WRITER;
                    r.slowOutcomes.put(Outcome.UNFINISHED, 1L);
                    r.slowBytesPerSecond = 1_099;
                    r.served = 3;
                },
                // Cut off by the end of the run: no fault of theirs.
                r -> {
                    r.slowReaders = new SlowReaders(1, RequestSpec.get("/"), 1000);
                    r.slowOutcomes.put(Outcome.UNFINISHED, 1L);
                    r.slowBytesPerSecond = 950;
                },
                // A connection per request: there need not be so many, and each is used by whoever comes.
                r -> {
                    r.connectionPerRequest = true;
                    r.connections = 1000;
                    r.served = 3;
                },
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
        assertThat(results.audit().findings()).isEmpty();
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

    private static LoadShape sessions(ThinkTime think) {
        return new LoadShape.PartlyOpen(Arrivals.POISSON, 1000, new SessionLength.Fixed(5), think);
    }

    /// Slow answers excuse a late request, unless the generator had no CPU left and made them slow itself.
    @ParameterizedTest
    @CsvSource({"0.2, 0.0, VALID", "0.9, 0.0, INVALID", "0.5, 0.4, INVALID"})
    void slowAnswersExcuseAGeneratorThatHasCpuLeft(double used, double denied, AuditStatus status) {
        Results r = new Results();
        r.serviceNs = 1_000_000_000;
        r.cpuShare = used;
        r.runQueueShare = denied;
        lag(r, 40_000_000);

        assertThat(r.audit().status()).isEqualTo(status);
    }

    /// 5,000 exponential times.
    private static long[] thinks(int meanMs) {
        ThinkDraw draw = ThinkDraw.of(new ThinkTime.Exponential(Duration.ofMillis(meanMs)), 3, 0);
        return LongStream.generate(draw::next).limit(5000).toArray();
    }

    private static LoadShape ramp(Arrivals arrivals, double from, double to) {
        return new LoadShape.Open(arrivals, RateProfile.ramp(from, to, Duration.ofSeconds(1)));
    }

    /// @param openShare the part of the window in which each connection was open; else it could not be opened again
    private static void lost(Results r, double openShare) {
        r.openShare = openShare;
        r.reopeningsFailed = 14;
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

    private static long[] constantStarts() {
        return LongStream.range(0, 200).map(i -> i * 1_000_000).toArray();
    }

    /// 5,000 that the schedule of an open shape gives.
    private static long[] starts(LoadShape shape) {
        ArrivalSchedule schedule = ArrivalSchedule.of((LoadShape.Open) shape, 3, 0, 1);
        return LongStream.generate(schedule::next).limit(5000).toArray();
    }
}
