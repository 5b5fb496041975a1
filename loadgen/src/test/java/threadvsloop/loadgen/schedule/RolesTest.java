package threadvsloop.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import threadvsloop.loadgen.schedule.Roles.Role;
import threadvsloop.model.load.Connections;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;

class RolesTest {
    @Test
    void slowReadersAreSpreadEvenlyAmongConnections() {
        assertThat(places(new Roles(7, 0, 3, 0), Role.SLOW_READER)).containsExactly(3, 6, 9);
    }

    @Test
    void eachConnectionHasOneRoleAndEachRoleItsNumber() {
        for (int idle = 0; idle < 10; idle++) {
            for (int readers = 0; readers < 10; readers++) {
                for (int writers = 0; writers < 10; writers++) {
                    Roles roles = new Roles(5, idle, readers, writers);
                    assertThat(places(roles, Role.IDLE)).hasSize(idle);
                    assertThat(places(roles, Role.SLOW_READER)).hasSize(readers);
                    assertThat(places(roles, Role.SLOW_WRITER)).hasSize(writers);
                    assertThat(places(roles, Role.LOAD)).hasSize(5);
                }
            }
        }
    }

    /// However many are idle: a loop without a connection for its share of the load could not offer it.
    @Test
    void eachLoopHasItsShareOfEachRole() {
        Connections connections = new Connections(
                14,
                1,
                false,
                5,
                new SlowReaders(3, RequestSpec.get("/"), 1_000),
                new SlowWriters(2, RequestSpec.post("/", 5), 1_000));
        List<Roles> shares = IntStream.range(0, 4)
                .mapToObj(loop -> Roles.of(connections, loop, 4))
                .toList();

        assertThat(shares)
                .containsExactly(
                        new Roles(1, 2, 1, 1), new Roles(1, 1, 1, 1), new Roles(1, 1, 1, 0), new Roles(1, 1, 0, 0));
    }

    private static List<Integer> places(Roles roles, Role role) {
        return IntStream.range(0, roles.all())
                .filter(i -> roles.at(i) == role)
                .boxed()
                .toList();
    }
}
