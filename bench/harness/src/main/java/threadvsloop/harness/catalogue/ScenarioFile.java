package threadvsloop.harness.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.Durations;
import threadvsloop.harness.Nearest;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.backend.Backend;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;

/// `bench/scenarios/*.yaml`: one question, asked at one or several points.
///
/// @param mode `open-poisson`, `open-constant`, `closed`, `partly-open-poisson`, `partly-open-constant` or
///     `idle`
/// @param request method and target, as in `GET /wait/100`; absent when idle, or when every point has its own
/// @param requests several kinds of request instead, with their weights
/// @param connectionPerRequest true when every request opens a connection of its own
/// @param slowReaders which connections read slowly, and how; absent when none does
/// @param idleShare which part of the connections is held open and never used; absent for none
/// @param slowWriters which connections write slowly, and how; absent when none does
/// @param think closed or partly open: time between an answer and the next request; absent for none
/// @param sessionRequests partly open: requests of a session
/// @param needs what the server calls: see [Backend]; absent when it calls nobody
/// @param sweep true when the points differ in the number of connections only
/// @param connectRate connections opened per second
/// @param prime how long the server is primed before a point's connections are opened; absent for not at
///     all
public record ScenarioFile(
        String id,
        String title,
        String question,
        String mode,
        @Nullable String request,
        @Nullable List<ScenarioTraffic.Share> requests,
        @Nullable Boolean connectionPerRequest,
        ScenarioTraffic.@Nullable Slow slowReaders,
        @Nullable Double idleShare,
        ScenarioTraffic.@Nullable SlowWrite slowWriters,
        @Nullable String think,
        @Nullable String sessionRequests,
        @Nullable List<String> needs,
        @Nullable Boolean sweep,
        @Nullable Integer connectRate,
        @Nullable Duration prime,
        Duration warmup,
        Duration measurement,
        List<Point> points) {

    private static final List<String> MODES =
            List.of("open-poisson", "open-constant", "closed", "partly-open-poisson", "partly-open-constant", "idle");
    private static final int DEFAULT_CONNECT_RATE = 2_000;

    @JsonCreator
    public ScenarioFile(
            String id,
            String title,
            String question,
            String mode,
            @Nullable String request,
            @Nullable List<ScenarioTraffic.Share> requests,
            @Nullable Boolean connectionPerRequest,
            ScenarioTraffic.@Nullable Slow slowReaders,
            @Nullable Double idleShare,
            ScenarioTraffic.@Nullable SlowWrite slowWriters,
            @Nullable String think,
            @Nullable String sessionRequests,
            @Nullable List<String> needs,
            @Nullable Boolean sweep,
            @Nullable Integer connectRate,
            @Nullable Duration prime,
            Duration warmup,
            Duration measurement,
            List<Point> points) {
        Objects.requireNonNull(id, "field \"id\" is missing");
        Objects.requireNonNull(title, "field \"title\" is missing");
        Objects.requireNonNull(question, "field \"question\" is missing");
        Objects.requireNonNull(mode, "field \"mode\" is missing: one of " + MODES);
        Objects.requireNonNull(warmup, "field \"warmup\" is missing: a duration such as 2s");
        Objects.requireNonNull(measurement, "field \"measurement\" is missing: a duration such as 5s");
        Objects.requireNonNull(points, "field \"points\" is missing: a list of points");
        if (!MODES.contains(mode)) {
            throw Nearest.unknown("mode", mode, MODES);
        }
        if (mode.equals("idle") && request != null) {
            throw new UsageException(belongs(mode, request));
        }
        if (mode.equals("idle") && prime != null) {
            throw new UsageException("\"prime\" belongs to every scenario but an idle one, which asks for nothing");
        }
        List<ScenarioTraffic.Share> shares = requests == null ? List.of() : List.copyOf(requests);
        if (!shares.isEmpty() && request != null) {
            throw new UsageException("there are both \"request\" and \"requests\": remove one of them");
        }
        Set<Backend> backends = Backend.setOf(needs == null ? List.of() : needs);
        Set<String> ids = new HashSet<>();
        for (Point point : points) {
            ScenarioCourse.check(mode, point);
            point.checkBodies(!shares.isEmpty());
            for (String asked : asked(point, request, shares)) {
                checkRequest(mode, asked, backends);
            }
            if (!ids.add(point.name())) {
                throw new UsageException("two points are called " + point.name() + ": give one of them an \"id\"");
            }
        }
        this.id = id;
        this.title = title;
        this.question = question;
        this.mode = mode;
        this.request = request;
        this.requests = shares;
        this.connectionPerRequest = connectionPerRequest;
        this.slowReaders = slowReaders;
        this.idleShare = idleShare;
        this.slowWriters = slowWriters;
        this.think = think;
        this.sessionRequests = sessionRequests;
        this.needs = needs == null ? List.of() : List.copyOf(needs);
        this.sweep = sweep;
        this.connectRate = connectRate;
        this.prime = prime;
        this.warmup = warmup;
        this.measurement = measurement;
        this.points = List.copyOf(points);
        points.forEach(this::toSpec);
    }

    /// What is asked for at a point; one null for nothing.
    private static List<@Nullable String> asked(
            Point point, @Nullable String request, List<ScenarioTraffic.Share> requests) {
        List<@Nullable String> asked = new ArrayList<>();
        requests.forEach(share -> asked.add(share.request()));
        if (asked.isEmpty()) {
            asked.add(point.request() == null ? request : point.request());
        }
        return asked;
    }

    private static void checkRequest(String mode, @Nullable String request, Set<Backend> backends) {
        if (mode.equals("idle") != (request == null)) {
            throw new UsageException(belongs(mode, request));
        }
        if (request == null) {
            return;
        }
        for (Backend needed : Backend.neededBy(request)) {
            if (!backends.contains(needed)) {
                throw new UsageException("request %s cannot be answered without its backend: add needs: [%s]"
                        .formatted(request, needed.label()));
            }
        }
    }

    private static String belongs(String mode, @Nullable String request) {
        return "\"request\" belongs to every scenario but an idle one: mode is " + mode + ", request is " + request;
    }

    /// @param request of this point, where it is not the scenario's
    /// @param bodyBytes length of the request's body; none if absent
    /// @param answerBytes length that the answer's body must have; any if absent
    /// @param rate offered requests per second in all, as [ShapeText#rate] reads it
    /// @param ratePerConnection the same, given per connection; one of the two in open loop, none otherwise
    /// @param sessions partly open: sessions that begin per second
    /// @param measurement of this point, where it is not the scenario's
    /// @param turn open loop: all servers of a block live at once, and the load goes from one to the next so often;
    ///     absent if they are measured one after another
    public record Point(
            @Nullable String id,
            @Nullable String request,
            @Nullable Integer bodyBytes,
            @Nullable Long answerBytes,
            int connections,
            @Nullable String rate,
            @Nullable Double ratePerConnection,
            @Nullable Double sessions,
            @Nullable Duration measurement,
            @Nullable Duration turn) {

        public String name() {
            return id == null ? "c" + connections : id;
        }

        private void checkBodies(boolean mixed) {
            if (mixed && (request != null || bodyBytes != null || answerBytes != null)) {
                throw new UsageException("point " + name()
                        + " has request, body-bytes or answer-bytes beside \"requests\": give them to each of those");
            }
        }
    }

    /// What the run directory says of this scenario, restricted to the named points.
    ///
    /// @param pointIds points to keep; empty for all
    public Run.Scenario toRun(List<String> pointIds) {
        List<String> known = points.stream().map(Point::name).toList();
        for (String wanted : pointIds) {
            if (!known.contains(wanted)) {
                throw Nearest.unknown("point of scenario " + id, wanted, known);
            }
        }
        List<PointSpec> kept = points.stream()
                .filter(point -> pointIds.isEmpty() || pointIds.contains(point.name()))
                .map(this::toSpec)
                .toList();
        return new Run.Scenario(id, title, question.strip(), Boolean.TRUE.equals(sweep), neededLabels(), kept);
    }

    /// The backends it needs, each once.
    public List<String> neededLabels() {
        return needs == null ? List.of() : needs.stream().distinct().toList();
    }

    /// @throws UsageException if the load generator refuses such a load
    private PointSpec toSpec(Point point) {
        List<ScenarioTraffic.Share> shares = requests == null ? List.of() : requests;
        String first = asked(point, request, shares).getFirst();
        Duration measured = point.measurement() == null ? measurement : point.measurement();
        ScenarioTraffic traffic = new ScenarioTraffic(
                shares,
                Boolean.TRUE.equals(connectionPerRequest),
                slowReaders,
                idleShare == null ? 0 : idleShare,
                slowWriters);
        ScenarioCourse course = ScenarioCourse.of(mode, think, sessionRequests);
        PointSpec spec = new PointSpec(
                point.name(),
                PointSpec.Mode.valueOf(mode.toUpperCase(Locale.ROOT).replace('-', '_')),
                point.connections(),
                course.offeredPerSecond(point, measured),
                first == null ? "" : first,
                connectRate == null ? DEFAULT_CONNECT_RATE : connectRate,
                Durations.seconds(warmup),
                Durations.seconds(measured),
                traffic.at(point, first),
                course.at(point),
                prime == null ? 0 : Durations.seconds(prime));
        ScenarioTraffic.check(spec);
        ScenarioCourse.checkTurns(spec, needs == null || needs.isEmpty());
        return spec;
    }
}
