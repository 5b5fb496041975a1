package threadvsloop.loadgen;

import org.jspecify.annotations.Nullable;

/// The lanes of one loop, made from the options.
///
/// @param load the connections that carry the load
/// @param slow the slow readers; null if there are none
record Lanes(Lane load, @Nullable Lane slow) {

    /// @param index 0 to `options.loops()` − 1
    static Lanes of(LoadOptions options, int index, LoopClock clock, Recorder recorder, Connector connector) {
        Wire[] wires = Wire.of(options);
        long timeoutNs = options.timeout().toNanos();
        Workload workload = workload(options, index, clock, recorder);
        Exchanges exchanges = new Exchanges(clock, recorder, wires, timeoutNs, null);
        ConnectionUse use = options.connectionPerRequest()
                ? new Churn(workload, exchanges, connector, recorder)
                : new KeptConnections(workload, exchanges, connector);
        Lane load = new Lane(workload, exchanges, use, 0);
        SlowReaders readers = options.slowReaders();
        return new Lanes(
                load, readers == null ? null : slow(options, readers, clock, recorder, wires, timeoutNs, connector));
    }

    private static Lane slow(
            LoadOptions options,
            SlowReaders readers,
            LoopClock clock,
            Recorder recorder,
            Wire[] wires,
            long timeoutNs,
            Connector connector) {
        RequestMix one = RequestMix.of(readers.request());
        int kind = wires.length - 1;
        Workload workload = new ClosedWorkload(clock, MixDraw.of(one, options.seed(), 0), kind, recorder);
        ReadingPace pace = new ReadingPace(readers.bytesPerSecond());
        Exchanges exchanges = new Exchanges(clock, recorder, wires, timeoutNs, pace);
        ConnectionUse use = new KeptConnections(workload, exchanges, connector);
        return new Lane(workload, exchanges, use, readers.receiveBufferBytes());
    }

    private static Workload workload(LoadOptions options, int index, LoopClock clock, Recorder recorder) {
        MixDraw draw = MixDraw.of(options.requests(), options.seed(), index);
        return switch (options.shape()) {
            case LoadShape.Open open ->
                new OpenWorkload(
                        clock,
                        ArrivalSchedule.of(open, options.seed(), index, options.loops()),
                        draw,
                        recorder,
                        options.timeout().toNanos());
            case LoadShape.Closed _ -> new ClosedWorkload(clock, draw, 0, recorder);
            case LoadShape.Idle _ -> new IdleWorkload();
        };
    }

    Lane[] all() {
        return slow == null ? new Lane[] {load} : new Lane[] {load, slow};
    }

    /// Makes a loop's connections, each in its lane. Loops take turns in the order of all connections.
    void fill(Connection[] connections, LoadOptions options, int index) {
        LastHead none = new LastHead();
        SlowReaders readers = options.slowReaders();
        for (int i = 0; i < connections.length; i++) {
            int among = i * options.loops() + index;
            boolean slowly = readers != null && readers.include(among, options.connections());
            connections[i] = new Connection(new ResponseParser(false, none), slowly && slow != null ? slow : load);
        }
    }
}
