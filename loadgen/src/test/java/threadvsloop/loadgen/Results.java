package threadvsloop.loadgen;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// A result without a fault, 1,000 requests of 10 ms in 1 s on 4 connections, to be spoilt in one respect.
final class Results {
    LoadShape shape = new LoadShape.Open(Arrivals.CONSTANT, 1000);
    long lengthNs = 1_000_000_000L;
    int connections = 4;
    int opened = 4;
    int served = 4;
    double achieved = 1000;
    long requests = 1000;
    double meanInFlight = 10;
    double cpuShare = 0.2;
    double gcPauseMs;
    boolean stopped;
    Audit judged = new Audit(AuditStatus.VALID, List.of());
    final Map<Outcome, Long> outcomes = new EnumMap<>(Map.of(Outcome.ANSWERED_2XX, 1000L));
    final Map<ConnectFault, Long> faults = new EnumMap<>(ConnectFault.class);
    final Histogram pacingLag = of(20_000, 1000);

    long unasked;
    double inFlightSeconds = 10;
    final List<long[]> gapsNs = new ArrayList<>();

    LoadResult result() {
        LoadOptions options = Load.on(80)
                .connections(connections)
                .shape(shape)
                .measurementMs(1000)
                .options();
        Histogram response = of(10_000_000, 1000);
        Histogram service = of(9_000_000, 1000);
        Histogram none = Times.histogram();
        Interval second = new Interval(
                0, lengthNs, 77_000, response, service, pacingLag, none, 1000, 0, 10, meanInFlight, opened);
        return new LoadResult(
                options,
                0,
                lengthNs,
                opened,
                served,
                requests,
                achieved,
                requests,
                outcomes,
                Map.of(),
                response,
                service,
                of(100_000, opened),
                pacingLag,
                pacingLag,
                List.of(second),
                meanInFlight,
                0,
                0,
                faults,
                20_000,
                cpuShare,
                0.1,
                gcPauseMs,
                stopped,
                judged);
    }

    Audit audit() {
        return new Auditor(result(), new Auditor.Evidence(inFlightSeconds * 1e9, unasked, gapsNs)).audit();
    }

    static Histogram of(long ns, long count) {
        Histogram histogram = Times.histogram();
        histogram.recordValueWithCount(ns, count);
        return histogram;
    }
}
