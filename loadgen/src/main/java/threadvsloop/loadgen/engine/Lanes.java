package threadvsloop.loadgen.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import threadvsloop.loadgen.clock.LoopClock;
import threadvsloop.loadgen.http.LastHead;
import threadvsloop.loadgen.http.ResponseParser;
import threadvsloop.loadgen.record.Recorder;
import threadvsloop.loadgen.schedule.ArrivalSchedule;
import threadvsloop.loadgen.schedule.LengthDraw;
import threadvsloop.loadgen.schedule.MixDraw;
import threadvsloop.loadgen.schedule.Roles;
import threadvsloop.loadgen.schedule.ThinkDraw;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.Connections;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RateProfile;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;
import threadvsloop.model.load.ThinkTime;

/// The lanes of one loop, made from the options: one for its load, and one for each other role that
/// connections have.
final class Lanes {
    private final LoadOptions options;
    private final LoopClock clock;
    private final Recorder recorder;
    private final Connector connector;
    private final Map<Roles.Role, Lane> lanes = new EnumMap<>(Roles.Role.class);

    private Lanes(LoadOptions options, LoopClock clock, Recorder recorder, Connector connector) {
        this.options = options;
        this.clock = clock;
        this.recorder = recorder;
        this.connector = connector;
    }

    /// @param index 0 to `options.loops()` − 1
    static Lanes of(LoadOptions options, int index, LoopClock clock, Recorder recorder, Connector connector) {
        Lanes made = new Lanes(options, clock, recorder, connector);
        made.lanes.put(Roles.Role.LOAD, made.load(index));
        Connections connections = options.connections();
        if (connections.idle() > 0) {
            made.lanes.put(Roles.Role.IDLE, made.kept(new IdleWorkload(recorder), null, 0));
        }
        SlowReaders readers = connections.slowReaders();
        if (readers != null) {
            Workload asking =
                    made.again(readers.request(), options.requests().kinds().size());
            Pace pace = Pace.reading(readers.bytesPerSecond());
            made.lanes.put(Roles.Role.SLOW_READER, made.kept(asking, pace, readers.receiveBufferBytes()));
        }
        SlowWriters writers = connections.slowWriters();
        if (writers != null) {
            Workload sending = made.again(writers.request(), options.kinds().size() - 1);
            made.lanes.put(Roles.Role.SLOW_WRITER, made.kept(sending, Pace.writing(writers.bytesPerSecond()), 0));
        }
        return made;
    }

    private Lane load(int index) {
        Workload workload = workload(index);
        Exchanges exchanges = exchanges(null);
        ConnectionUse use = options.connections().perRequest()
                ? new Churn(workload, exchanges, connector, recorder)
                : new KeptConnections(workload, exchanges, connector);
        return new Lane(workload, exchanges, use, 0);
    }

    private Workload workload(int index) {
        MixDraw draw = MixDraw.of(options.requests(), options.seed(), index);
        return switch (options.shape()) {
            case LoadShape.Open open ->
                new OpenWorkload(
                        clock,
                        arrivals(open.arrivals(), open.rate(), index),
                        draw,
                        recorder,
                        options.timeout().toNanos());
            case LoadShape.Closed(ThinkTime.None _) -> new ClosedWorkload(clock, draw, 0, recorder);
            case LoadShape.Closed(ThinkTime think) ->
                new ThinkingWorkload(clock, draw, ThinkDraw.of(think, options.seed(), index), recorder);
            case LoadShape.PartlyOpen sessions ->
                new SessionWorkload(
                        clock,
                        arrivals(sessions.arrivals(), RateProfile.constant(sessions.sessionsPerSecond()), index),
                        draw,
                        LengthDraw.of(sessions.length(), options.seed(), index),
                        ThinkDraw.of(sessions.think(), options.seed(), index),
                        recorder,
                        options.timeout().toNanos());
            case LoadShape.Idle _ -> new IdleWorkload(recorder);
        };
    }

    private ArrivalSchedule arrivals(Arrivals arrivals, RateProfile rate, int index) {
        return ArrivalSchedule.of(arrivals, rate, options.warmup(), options.seed(), index, options.loops());
    }

    /// The same request again and again.
    ///
    /// @param kind index of [LoadOptions#kinds]
    private Workload again(RequestSpec request, int kind) {
        MixDraw one = MixDraw.of(RequestMix.of(request), options.seed(), 0);
        return new ClosedWorkload(clock, one, kind, recorder);
    }

    private Lane kept(Workload workload, @Nullable Pace pace, int receiveBufferBytes) {
        Exchanges exchanges = exchanges(pace);
        return new Lane(workload, exchanges, new KeptConnections(workload, exchanges, connector), receiveBufferBytes);
    }

    private Exchanges exchanges(@Nullable Pace pace) {
        return new Exchanges(clock, recorder, options.timeout().toNanos(), pace);
    }

    /// The lane of the connections that carry the load.
    Lane load() {
        return of(Roles.Role.LOAD);
    }

    Lane[] all() {
        return lanes.values().toArray(Lane[]::new);
    }

    /// Makes a loop's connections, each in its lane. Within a role, connections take routes in turn, and
    /// loops take turns at that.
    void fill(Connection[] connections, Roles roles, Route[] routes, int loop, int loops) {
        LastHead none = new LastHead();
        Map<Roles.Role, Integer> turns = new EnumMap<>(Roles.Role.class);
        for (int i = 0; i < connections.length; i++) {
            Roles.Role role = roles.at(i);
            int turn = turns.merge(role, 1, Integer::sum) - 1;
            Route route = routes[(int) (((long) turn * loops + loop) % routes.length)];
            connections[i] = new Connection(new ResponseParser(false, none), of(role), route);
        }
    }

    private Lane of(Roles.Role role) {
        return Objects.requireNonNull(lanes.get(role));
    }
}
