package threadvsloop.loadgen.audit;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.CumulativeRate;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RateProfile;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.ThinkTime;
import threadvsloop.model.measured.LoadResult;

/// Whether the load was the one asked for: each gate is one method, and what it finds is the generator's own
/// fault.
final class ShapeAudit {
    /// How often a true schedule may be taken for a false one.
    static final double ALPHA = 1e-6;

    static final int FEWEST_GAPS = 50;

    /// How many standard deviations a number of arrivals, or of requests of a kind, may be off. One result in
    /// a thousand million is.
    static final double DEVIATIONS = 6;

    private final LoadResult result;
    private final Evidence evidence;
    private final List<String> faults = new ArrayList<>();

    ShapeAudit(LoadResult result, Evidence evidence) {
        this.result = result;
        this.evidence = evidence;
    }

    /// What was not as asked: sentences with numbers.
    List<String> faults() {
        switch (result.options().shape()) {
            case LoadShape.Open(Arrivals arrivals, RateProfile rate) -> {
                offered("requests", result.requests(), arrivals, rate);
                arrivals("arrivals", Evidence.Issued::startsNs, arrivals, rate);
            }
            case LoadShape.Closed(ThinkTime think) -> thinking(think);
            case LoadShape.PartlyOpen sessions -> {
                RateProfile rate = RateProfile.constant(sessions.sessionsPerSecond());
                offered("sessions", result.sessions().started(), sessions.arrivals(), rate);
                arrivals("sessions", Evidence.Issued::sessionsNs, sessions.arrivals(), rate);
                thinking(sessions.think());
            }
            case LoadShape.Idle _ -> {}
        }
        mix();
        return faults;
    }

    /// Over a window, Poisson arrivals are Poisson with mean Λ(end) − Λ(start); equally spaced ones are that
    /// many.
    private void offered(String what, long started, Arrivals arrivals, RateProfile profile) {
        long fromNs = result.options().warmup().toNanos();
        long lengthNs = result.measurementEndNs() - result.measurementStartNs();
        if (lengthNs <= 0) {
            return;
        }
        CumulativeRate rate = rate(profile);
        double expected = rate.at(fromNs + lengthNs) - rate.at(fromNs);
        double bound = arrivals == Arrivals.POISSON ? DEVIATIONS * Math.sqrt(expected) + 1 : 2;
        if (Math.abs(started - expected) > bound) {
            faults.add(format(
                    ROOT,
                    "%,d %s started, %s off the %,.1f that the rate says (%s)",
                    started,
                    what,
                    BoundedText.value(Math.abs(started - expected), "", bound),
                    expected,
                    BoundedText.bounds(Math.abs(started - expected), "", bound)));
        }
    }

    private void arrivals(
            String what, Function<Evidence.Issued, long[]> which, Arrivals arrivals, RateProfile profile) {
        CumulativeRate rate = rate(profile);
        for (Evidence.Issued loop : evidence.loops()) {
            long[] startsNs = which.apply(loop);
            if (startsNs.length > FEWEST_GAPS) {
                arrivals(what, startsNs, arrivals, rate);
            }
        }
    }

    /// In rescaled time, where all arrivals have rate 1, gaps are exponential with mean 1, or all 1.
    private void arrivals(String what, long[] startsNs, Arrivals arrivals, CumulativeRate rate) {
        int loops = result.options().loops();
        double[] gaps = new double[startsNs.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (rate.at(startsNs[i + 1]) - rate.at(startsNs[i])) / loops;
        }
        double distance = switch (arrivals) {
            case POISSON -> KolmogorovSmirnov.distance(gaps, gap -> 1 - Math.exp(-gap));
            case CONSTANT -> isConstant(gaps, startsNs, rate) ? 0 : 1;
        };
        double critical = KolmogorovSmirnov.critical(gaps.length, ALPHA);
        if (distance > critical) {
            faults.add(format(
                    ROOT,
                    "%s were not %s as scheduled: Kolmogorov-Smirnov distance %s over %,d gaps (%s)",
                    what,
                    arrivals.name().toLowerCase(ROOT),
                    BoundedText.value(distance, "", critical),
                    gaps.length,
                    BoundedText.bounds(distance, "", critical)));
        }
    }

    /// Starts are rounded to whole ns: half a one at either end of a gap, whose rate may be that before or
    /// after a jump.
    private boolean isConstant(double[] gaps, long[] startsNs, CumulativeRate rate) {
        for (int i = 0; i < gaps.length; i++) {
            double mostPerSecond = Math.max(perSecondNear(rate, startsNs[i]), perSecondNear(rate, startsNs[i + 1]));
            double tolerance = 1e-9 * mostPerSecond / result.options().loops() + 1e-6;
            if (Math.abs(gaps[i] - 1) > tolerance) {
                return false;
            }
        }
        return true;
    }

    private static double perSecondNear(CumulativeRate rate, long ns) {
        return Math.max(rate.perSecondAt(Math.max(0, ns - 1)), rate.perSecondAt(ns + 1));
    }

    /// Fixed think times are all what was asked for; others are exponential with the mean asked for.
    private void thinking(ThinkTime think) {
        for (Evidence.Issued loop : evidence.loops()) {
            long[] thinksNs = loop.thinksNs();
            double distance = switch (think) {
                case ThinkTime.None _ -> 0;
                case ThinkTime.Fixed(Duration time) ->
                    Arrays.stream(thinksNs).allMatch(ns -> ns == time.toNanos()) ? 0 : 1;
                case ThinkTime.Exponential(Duration mean) ->
                    thinksNs.length <= FEWEST_GAPS
                            ? 0
                            : KolmogorovSmirnov.distance(thinksNs, ns -> 1 - Math.exp(-ns / mean.toNanos()));
            };
            double critical = KolmogorovSmirnov.critical(Math.max(FEWEST_GAPS, thinksNs.length), ALPHA);
            if (distance > critical) {
                faults.add(format(
                        ROOT,
                        "think times were not as asked for: Kolmogorov-Smirnov distance %s over %,d (%s)",
                        BoundedText.value(distance, "", critical),
                        thinksNs.length,
                        BoundedText.bounds(distance, "", critical)));
            }
        }
    }

    private CumulativeRate rate(RateProfile profile) {
        Duration warmup = result.options().warmup();
        return CumulativeRate.of(profile, warmup);
    }

    /// Requests of each kind are binomial: n drawings that hit with the kind's share p, ±√(n·p·(1 − p)).
    private void mix() {
        RequestMix mix = result.options().requests();
        for (int i = 0; i < mix.kinds().size(); i++) {
            double expected = result.requests() * mix.share(i);
            double bound = DEVIATIONS * Math.sqrt(expected * (1 - mix.share(i))) + 1;
            long sent = result.kinds().get(i).requests();
            if (Math.abs(sent - expected) > bound) {
                faults.add(format(
                        ROOT,
                        "%,d requests were %s, %s off the %,.1f that its weight says (%s)",
                        sent,
                        mix.kinds().get(i).name(),
                        BoundedText.value(Math.abs(sent - expected), "", bound),
                        expected,
                        BoundedText.bounds(Math.abs(sent - expected), "", bound)));
            }
        }
    }
}
