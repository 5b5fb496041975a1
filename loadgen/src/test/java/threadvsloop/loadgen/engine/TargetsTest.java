package threadvsloop.loadgen.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.loadgen.Load;
import threadvsloop.loadgen.TruthServer;
import threadvsloop.model.load.Address;
import threadvsloop.model.measured.ConnectFault;
import threadvsloop.model.measured.LoadResult;
import threadvsloop.model.measured.Outcome;

/// Several servers, and several local addresses.
class TargetsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void connectionsComeFromSourcesInTurn(int loops) throws Exception {
        assumeTrue(isLocal("127.0.0.2"), "needs 127.0.0.2, which Linux has");
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = Load.on(server.port())
                    .connections(10)
                    .sources("127.0.0.2", "127.0.0.3")
                    .loops(loops)
                    .run();

            assertThat(result.outcomes()).containsOnlyKeys(Outcome.ANSWERED_2XX);
            assertThat(counted(server.clients()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("127.0.0.2", 5L, "127.0.0.3", 5L));
        }
    }

    @Test
    void withoutSourcesTheSystemChooses() throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            Load.on(server.port()).run();

            assertThat(counted(server.clients())).containsExactly(Map.entry("127.0.0.1", 4L));
        }
    }

    /// Each pair of source and target is used, so that the ports of each pair are.
    @Test
    void connectionsGoToTargetsInTurnAndEachIsCalledByItsName() throws Exception {
        assumeTrue(isLocal("127.0.0.2"), "needs 127.0.0.2, which Linux has");
        Map<String, String> hosts = new ConcurrentHashMap<>();
        try (TruthServer one = named("one", hosts);
                TruthServer two = named("two", hosts)) {
            LoadResult result = Load.on(one.port())
                    .targets(List.of(new Address("127.0.0.1", one.port()), new Address("localhost", two.port())))
                    .sources("127.0.0.2", "127.0.0.3")
                    .connections(8)
                    .run();

            assertThat(result.outcomes()).containsOnlyKeys(Outcome.ANSWERED_2XX);
            assertThat(result.served()).isEqualTo(8);
            assertThat(counted(one.clients()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("127.0.0.2", 2L, "127.0.0.3", 2L));
            assertThat(counted(two.clients()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("127.0.0.2", 2L, "127.0.0.3", 2L));
            assertThat(hosts)
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("one", "127.0.0.1:" + one.port(), "two", "localhost:" + two.port()));
        }
    }

    @Test
    void oneOfTwoTargetsThatIsNotThereIsAFinding() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        try (TruthServer server = TruthServer.hello()) {
            LoadResult result = Load.on(server.port())
                    .targets(List.of(new Address("127.0.0.1", server.port()), new Address("127.0.0.1", unused)))
                    .run();

            assertThat(result.opened()).isEqualTo(2);
            assertThat(result.audit().findings())
                    .anyMatch(finding -> finding.startsWith("2 of 4 connections were opened; connection refused"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "::1"})
    void aSourceThatCannotBeUsedIsSaidBeforeAnythingIsOpened(String source) throws Exception {
        try (TruthServer server = TruthServer.hello()) {
            assertThatThrownBy(() -> Load.on(server.port()).sources(source).run())
                    .isInstanceOf(TargetUnreachableException.class)
                    .hasMessageContaining("the source address cannot be used")
                    .hasMessageContaining("name addresses of this machine")
                    .satisfies(e -> assertThat(((TargetUnreachableException) e).fault())
                            .isEqualTo(ConnectFault.UNUSABLE_SOURCE));
            assertThat(server.acceptedNs()).isEmpty();
        }
    }

    private static TruthServer named(String name, Map<String, String> hosts) throws java.io.IOException {
        return TruthServer.start((_, call) -> {
            hosts.put(
                    name,
                    call.head()
                            .lines()
                            .filter(line -> line.startsWith("Host: "))
                            .map(line -> line.substring(6))
                            .collect(Collectors.joining(" and ")));
            call.send(TruthServer.HELLO);
            return true;
        });
    }

    private static Map<String, Long> counted(List<String> clients) {
        return clients.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static boolean isLocal(String address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
