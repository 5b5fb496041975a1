package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// What each server makes of bytes that the RFCs forbid, or that servers are known to differ about: the project's own
/// do as the contract says, library servers what the table of the contract records.
@EveryContestant
class WireTest {

    private static final int CLIENTS = 4;

    /// So that a case of some kilobytes does not take thousands of segments.
    private static final int MOST_PIECES = 256;

    private final Contestant contestant;
    private final ServerProcess server;
    private final boolean isOwn;

    WireTest(Contestant contestant) throws InterruptedException {
        this.contestant = contestant;
        server = ServerProcess.shared(contestant);
        isOwn = Catalogue.ownServers().contains(contestant);
    }

    @Test
    void answersEachCaseAsIsWrittenDown() throws Exception {
        Map<String, String> outcomes = outcomes(it -> it.outcome(server));
        if (!isOwn && LibraryTable.isToBeRecorded()) LibraryTable.record(contestant, outcomes);
        Map<String, String> expected =
                isOwn ? contract("") : LibraryTable.read().outcomesOf(contestant);
        assertThat(outcomes)
                .as(isOwn ? "the contract" : LibraryTable.HOW_TO_RECORD)
                .containsExactlyEntriesOf(expected);
        if (isOwn) assertThat(server.stderr()).isEmpty();
    }

    @Test
    void doesTheSameWhenTheBytesComeOneByOne() throws Exception {
        assumeTrue(isOwn, "asked of the project's own servers alone");
        Map<String, String> outcomes =
                outcomes(it -> it.outcomeInPieces(server, Math.max(1, it.bytes().length() / MOST_PIECES)));
        assertThat(outcomes).containsExactlyEntriesOf(contract(""));
    }

    @Test
    void doesTheSameAfterTheAnswersThatAreDueFirst() throws Exception {
        assumeTrue(isOwn, "asked of the project's own servers alone");
        Map<String, String> outcomes = outcomes(it -> it.outcomeBehindOthers(server));
        assertThat(outcomes).containsExactlyEntriesOf(contract("200, 200, "));
    }

    private interface Client {
        String outcome(WireCase wireCase) throws IOException;
    }

    /// Of all cases, in their order.
    private static Map<String, String> outcomes(Client client) throws Exception {
        List<WireCase> cases = WireCase.all();
        List<Callable<Map<String, String>>> clients = new ArrayList<>();
        int share = (cases.size() + CLIENTS - 1) / CLIENTS;
        for (int from = 0; from < cases.size(); from += share) {
            List<WireCase> part = cases.subList(from, Math.min(cases.size(), from + share));
            clients.add(() -> {
                Map<String, String> outcomes = new LinkedHashMap<>();
                for (WireCase wireCase : part) outcomes.put(wireCase.what(), outcome(client, wireCase));
                return outcomes;
            });
        }
        Map<String, String> all = new LinkedHashMap<>();
        Together.run(clients).forEach(all::putAll);
        return all;
    }

    private static String outcome(Client client, WireCase wireCase) {
        try {
            return client.outcome(wireCase);
        } catch (IOException | AssertionError e) {
            throw new AssertionError("the case \"" + wireCase.what() + "\"", e);
        }
    }

    private static Map<String, String> contract(String before) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (WireCase wireCase : WireCase.all()) outcomes.put(wireCase.what(), before + wireCase.contract());
        return outcomes;
    }
}
