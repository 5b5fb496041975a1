package threadvsloop.endpoints.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatsTest {

    @Test
    void tellWritesWhereTheyAreCounted() {
        Identity identity = new Identity("test", "runtime", "1.0", 42, Map.of());
        Stats stats = new Stats(5, 1, new Stats.Level(1, 3), new Stats.Level(2, 4), null).withWrites(8);
        assertThat(new String(stats.toJson(identity, new Stats.Queued(7, 9)), StandardCharsets.UTF_8))
                .isEqualTo("""
                {"contestant":"test","runtime":"runtime","version":"1.0","pid":42,"options":{},\
                "requests":5,"disconnects":1,"inFlight":{"now":1,"max":3},"connections":{"now":2,"max":4},\
                "queued":{"upstream":7,"database":9},"writes":8}""");
    }
}
