package threadvsloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Valid requests damaged at random: whatever comes of it is a request, an error or a wish for more, never an exception
/// and never an endless loop; it does not depend on where the bytes are cut, and is what a plain reading of the RFCs
/// makes of them.
class MutationTest {
    private static final int MUTANTS = 200_000;
    private static final int COMPARED = 200_000;
    private static final List<byte[]> SEEDS = Stream.concat(
                    AcceptedRequestsTest.cases().map(AcceptedRequestsTest.Case::bytes),
                    Stream.of(
                            "GET https://h/a HTTP/1.1\r\nHost: h\r\n\r\n",
                            "POST /e HTTP/1.1\r\nHost: h\r\nExpect: x\r\nContent-Length: 1048577\r\n\r\n"))
            .map(bytes -> bytes.getBytes(StandardCharsets.ISO_8859_1))
            .toList();

    private final Random random = new Random(20_261_123);
    private final Mutants mutants = new Mutants(SEEDS, random);

    @Test
    void neverThrowsNorLoopsNorDependsOnCuts() {
        int refused = 0;
        int accepted = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutants.next();
            List<String> whole = events(List.of(mutant));
            assertThat(events(cut(mutant))).isEqualTo(whole);
            boolean isRefused = !whole.isEmpty() && whole.getLast().matches("[45]\\d\\d");
            refused += isRefused ? 1 : 0;
            accepted += isRefused || whole.isEmpty() ? 0 : 1;
        }
        // Otherwise the mutants would all be alike, and the test would test little.
        assertThat(refused).isGreaterThan(MUTANTS / 10);
        assertThat(accepted).isGreaterThan(MUTANTS / 10);
    }

    @Test
    void meansWhatAPlainReadingMakesOfIt() {
        Set<String> kinds = new HashSet<>();
        for (int i = 0; i < COMPARED; i++) {
            byte[] mutant = mutants.next();
            List<String> events = events(List.of(mutant));
            String text = new String(mutant, StandardCharsets.ISO_8859_1);
            assertThat(Reference.events(text)).as("%s", text).isEqualTo(events);
            kinds.add(events.isEmpty() ? "" : events.getLast().replaceFirst(" .*", ""));
        }
        // Otherwise the two would have agreed on little.
        assertThat(kinds).contains("GET", "HEAD", "POST", "OPTIONS", "400", "413", "417", "421", "501", "505");
    }

    /// The limits, which mutants hardly come to, and all that is known by hand.
    @Test
    void theReferenceKnowsTheCasesThatWereWrittenDown() {
        assertThat(AcceptedRequestsTest.cases())
                .allSatisfy(it -> assertThat(Reference.events(it.bytes())).isEqualTo(it.events()));
        assertThat(RefusedRequestsTest.cases())
                .allSatisfy(
                        it -> assertThat(Reference.events(it.bytes())).containsExactly(Integer.toString(it.status())));
    }

    private List<byte[]> cut(byte[] bytes) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
            pieces.add(java.util.Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return pieces;
    }

    private static List<String> events(List<byte[]> pieces) {
        Feed feed = new Feed();
        pieces.forEach(feed::add);
        return feed.events();
    }
}
