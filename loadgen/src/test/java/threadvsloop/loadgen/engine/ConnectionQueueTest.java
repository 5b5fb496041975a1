package threadvsloop.loadgen.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import threadvsloop.loadgen.Load;
import threadvsloop.loadgen.clock.LoopClock;
import threadvsloop.loadgen.clock.NanoClock;
import threadvsloop.loadgen.http.Wire;
import threadvsloop.loadgen.record.KindCount;
import threadvsloop.loadgen.record.Recorder;
import threadvsloop.loadgen.record.TallyExchange;
import threadvsloop.loadgen.schedule.Ramp;
import threadvsloop.loadgen.schedule.Roles;
import threadvsloop.model.load.Address;
import threadvsloop.model.load.LoadOptions;

class ConnectionQueueTest {
    @Test
    void keepsTheOrderOfArrivalWhateverIsTakenOut() throws IOException {
        Random random = new Random(4);
        List<Connection> outside = new ArrayList<>(connections(20));
        List<Connection> model = new ArrayList<>();
        ConnectionQueue queue = new ConnectionQueue();
        for (int i = 0; i < 20_000; i++) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (!outside.isEmpty()) {
                        Connection added = outside.removeLast();
                        queue.add(added);
                        model.add(added);
                    }
                }
                case 1 -> {
                    Connection first = queue.poll();
                    assertThat(first).isSameAs(model.isEmpty() ? null : model.removeFirst());
                    if (first != null) {
                        outside.add(first);
                    }
                }
                default -> {
                    if (!model.isEmpty()) {
                        Connection any = model.remove(random.nextInt(model.size()));
                        queue.remove(any);
                        outside.add(any);
                    }
                }
            }
            assertThat(queue.peek()).isSameAs(model.isEmpty() ? null : model.getFirst());
        }
    }

    static List<Connection> connections(int count) throws IOException {
        LoadOptions options = Load.on(80).connections(count).options();
        LoopClock clock = new LoopClock(NanoClock.SYSTEM);
        Recorder recorder = new Recorder(new TallyExchange(KindCount.ONE));
        Connection[] connections = new Connection[count];
        try (Selector selector = Selector.open()) {
            Connector connector = new Connector(selector, clock, recorder, connections, new Ramp(1, 0, 1), count, 1);
            Address host = new Address("host", 80);
            TargetAddress to = new TargetAddress(host, new InetSocketAddress(80), "");
            Route[] routes = {new Route(to, null, Wire.of(options, host), false)};
            Lanes.of(options, 0, clock, recorder, connector).fill(connections, new Roles(count, 0, 0, 0), routes, 0, 1);
        }
        return List.of(connections);
    }
}
