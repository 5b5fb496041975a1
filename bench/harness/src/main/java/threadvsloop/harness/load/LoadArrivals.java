package threadvsloop.harness.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import threadvsloop.harness.Quantities;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.catalogue.ShapeText;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RateProfile;

/// The options of `tvl load` that say when requests start.
final class LoadArrivals {

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Loop loop = new Loop();

    /// Who decides when a request starts.
    static final class Loop {

        @Option(
                names = {"-r", "--rate"},
                paramLabel = "R|R..R|R,R,…",
                description =
                        "Open loop: requests per second in all, as 500, 0.1, 2k or 30/m; a ramp over the measurement, as"
                                + " 100..2000; or equal steps over it, as 100,500,0,500.")
        private @Nullable String rate;

        @Option(names = "--closed", description = "Closed loop: each connection asks again when answered.")
        private boolean closed;

        @Option(
                names = "--sessions",
                paramLabel = "R",
                converter = Quantities.Rate.class,
                description =
                        "Partly open: so many sessions begin per second, each of which asks --session-requests times"
                                + " on one connection.")
        private @Nullable Double sessions;
    }

    @Option(
            names = "--arrivals",
            paramLabel = "poisson|constant",
            defaultValue = "poisson",
            description = "Open or partly open: spacing of requests or sessions (default poisson).")
    private Arrivals arrivals = Arrivals.POISSON;

    @Option(
            names = "--think",
            paramLabel = "TIME|exp:TIME",
            defaultValue = "",
            description = "With --closed or --sessions: time between an answer and the next request, always the same as"
                    + " 100ms, or exponentially spread with a mean as exp:100ms (default none).")
    private String think = "";

    @Option(
            names = "--session-requests",
            paramLabel = "N|geo:MEAN",
            defaultValue = "",
            description =
                    "With --sessions: requests of a session, always as many as 5, or geometrically spread with a mean"
                            + " as geo:5.")
    private String sessionRequests = "";

    /// Whether anything was said of who decides.
    boolean isGiven() {
        return loop.rate != null || loop.closed || loop.sessions != null;
    }

    /// Where the search for a capacity begins; null if that was not said.
    @Nullable
    Double firstRate() {
        if (loop.closed || loop.sessions != null) {
            throw new UsageException("--find-capacity and " + (loop.closed ? "--closed" : "--sessions")
                    + ": a capacity is searched in open loop; leave it out");
        }
        if (!think.isEmpty()) {
            throw new UsageException("--find-capacity and --think: a capacity is searched in open loop; leave it out");
        }
        String rate = loop.rate;
        if (rate == null) {
            return null;
        }
        RateProfile first = ShapeText.rate(rate, Duration.ofSeconds(1));
        if (!first.isConstant()) {
            throw new UsageException("--find-capacity and --rate " + rate + ": the search begins at one rate, as 500");
        }
        return first.knots().getFirst().perSecond();
    }

    /// Open loop at one rate.
    LoadShape open(double perSecond) {
        return new LoadShape.Open(arrivals, perSecond);
    }

    /// Closed if nothing else was said.
    ///
    /// @param measurement over which a rate changes
    LoadShape shape(Duration measurement) {
        String rate = loop.rate;
        Double sessions = loop.sessions;
        if (rate != null && !think.isEmpty()) {
            throw new UsageException("--think " + think + " and --rate: users think with --closed or --sessions only");
        }
        if ((sessions == null) != sessionRequests.isEmpty()) {
            throw new UsageException("--sessions and --session-requests belong together: give both, as in --sessions 50"
                    + " --session-requests 5");
        }
        if (sessions != null) {
            return new LoadShape.PartlyOpen(
                    arrivals, sessions, ShapeText.length(sessionRequests), ShapeText.think(think));
        }
        return rate == null
                ? new LoadShape.Closed(ShapeText.think(think))
                : new LoadShape.Open(arrivals, ShapeText.rate(rate, measurement));
    }
}
