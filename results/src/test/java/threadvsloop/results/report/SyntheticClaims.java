package threadvsloop.results.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.claims.ClaimsDocument.BlockValue;
import threadvsloop.results.claims.ClaimsDocument.Claim;
import threadvsloop.results.claims.ClaimsDocument.Effect;
import threadvsloop.results.claims.ClaimsDocument.LeftOut;
import threadvsloop.results.claims.ClaimsDocument.Part;
import threadvsloop.results.claims.Ruling;
import threadvsloop.results.run.Documents;

/// What a run might say of claims: every ruling, ratios and levels, some of them extreme, and parts without an effect.
final class SyntheticClaims {
    static final String HOSTILE = "</script><script>alert('x')</script><img src=x onerror=alert(1)>\"& ]]>";

    private SyntheticClaims() {}

    static ClaimsDocument all() {
        return document(memory(), sleep(), lead(), undecided(), hostile(), ecosystem());
    }

    static ClaimsDocument document(Claim... claims) {
        return new ClaimsDocument(ClaimsDocument.SCHEMA_VERSION, List.of(claims));
    }

    /// Into a run directory.
    static Path write(Path run, ClaimsDocument document) throws IOException {
        Documents.write(run.resolve("claims.json"), document);
        return run;
    }

    static Claim memory() {
        return claim(
                "C06",
                "A thread asleep on I/O costs memory",
                Ruling.SUPPORTED,
                "A connection costs 51.2 KiB with a thread of its own (49.0 to 53.4) and 6.74 KiB on an event loop: ×7.60 "
                        + "(7.12 to 8.11), above 1.1.",
                part("platform", Ruling.SUPPORTED, "above 1.1", ratio(7.6, 7.12, 8.11), 1.1),
                part("virtual", Ruling.SUPPORTED, "above 1.1", ratio(2.47, 1.3, 3.9), 1.1),
                part("absolute", Ruling.SUPPORTED, "above 16", new Effect(51.2, 49, 53.4, "KiB"), 16),
                beside(part("kernel", Ruling.INCONCLUSIVE, "above 4", new Effect(4.2, 3.1, 5.3, "KiB"), 4)),
                beside(part("same", Ruling.SUPPORTED, "within 10%", ratio(1.01, 0.97, 1.05), 1 / 1.1, 1.1)));
    }

    /// Its parts' intervals leave any sensible axis.
    static Claim lead() {
        return claim(
                "C20",
                "Node is faster than Java",
                Ruling.REFUTED,
                "Throughput at saturation: ×0.62 (0.58 to 0.66), below 1.1; in 3 of 5 scenarios the best Java contestant is "
                        + "ahead by more than a tenth.",
                part("plaintext", Ruling.REFUTED, "above 1.1", ratio(0.62, 0.58, 0.66), 1.1),
                part("waiting", Ruling.REFUTED, "above 1.1", ratio(0.98, 0.95, 1.02), 1.1),
                part("page", Ruling.INCONCLUSIVE, "above 1.1", ratio(1.16, 0.91, 1.48), 1.1),
                part("collapse", Ruling.SUPPORTED, "above 1.1", ratio(4210, 890, 19_900), 1.1),
                part("silent", Ruling.REFUTED, "above 1.1", ratio(0.0004, 0.00001, Double.POSITIVE_INFINITY), 1.1),
                part("cluster", Ruling.INCONCLUSIVE, "above 1.1", null));
    }

    static Claim undecided() {
        return claim(
                "C08",
                "Fewer threads use the CPU more economically",
                Ruling.INCONCLUSIVE,
                "CPU per request, eventloop ÷ blocking-platform: ×0.93 (0.71 to 1.12), across 0.9.",
                part("r6000", Ruling.INCONCLUSIVE, "below 0.9", ratio(0.93, 0.71, 1.12), 0.9));
    }

    private static Claim sleep() {
        return claim(
                "C05",
                "A thread asleep on I/O costs CPU time",
                Ruling.REFUTED,
                "10,000 sleeping threads used 0.0021% of a CPU (-0.0004 to 0.0046), below 0.1%.",
                part("share", Ruling.REFUTED, "above 0.1", new Effect(0.0021, -0.0004, 0.0046, "% of one"), 0.1));
    }

    static Claim hostile() {
        return claim(
                "X1",
                HOSTILE,
                Ruling.INCONCLUSIVE,
                HOSTILE + '\u0001',
                new Part(
                        "part",
                        HOSTILE,
                        true,
                        Ruling.INCONCLUSIVE,
                        HOSTILE,
                        HOSTILE,
                        null,
                        List.of(),
                        0,
                        null,
                        HOSTILE,
                        List.of(),
                        List.of(new LeftOut("trials/idle/node/c0/b1", HOSTILE)),
                        List.of()));
    }

    private static Claim ecosystem() {
        return new Claim(
                "C14",
                "Ecosystem matters more than raw numbers",
                "What libraries a platform has weighs more than how fast it is.",
                "StrongLoop, 2014",
                Ruling.OUT_OF_SCOPE,
                null,
                null,
                0,
                "How much a library is worth to someone is no quantity that a load test yields",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static Claim claim(String id, String title, Ruling verdict, String evidence, Part... parts) {
        List<Double> thresholds = parts[0].thresholds();
        return new Claim(
                id,
                title,
                title + ", say those who measured it once, on one machine, with one client.",
                "A lecture, 2012",
                verdict,
                parts[0].effect(),
                thresholds.isEmpty() ? null : thresholds.getFirst(),
                parts[0].blocks(),
                verdict == Ruling.INCONCLUSIVE ? "The interval holds the threshold" : "",
                evidence,
                List.of("trials/waiting/eventloop/c2000/b1", "trials/waiting/eventloop/c2000/b2"),
                Arrays.asList(parts),
                List.of("A platform thread: 16 to 20 KiB resident", "An idle WebSocket on Node: about 5 KiB"),
                List.of("One host: server and load generator share its memory bus"));
    }

    static Part part(String id, Ruling verdict, String is, @Nullable Effect effect, double... thresholds) {
        boolean open = verdict == Ruling.INCONCLUSIVE;
        return new Part(
                id,
                "What " + id + " says of memory and time",
                true,
                verdict,
                "PSS/connection: blocking-platform ÷ eventloop, " + id + " at 0 to 10,000",
                is,
                effect,
                Arrays.stream(thresholds).boxed().toList(),
                effect == null ? 1 : 6,
                open && effect != null ? 14 : null,
                open ? (effect == null ? "one block of six is usable" : "the interval holds the threshold") : "",
                effect == null ? List.of() : values(effect),
                List.of(),
                List.of());
    }

    private static Part beside(Part part) {
        return new Part(
                part.id(),
                part.says(),
                false,
                part.verdict(),
                part.measure(),
                part.is(),
                part.effect(),
                part.thresholds(),
                part.blocks(),
                part.blocksToDecide(),
                part.reason(),
                part.values(),
                part.leftOut(),
                part.trials());
    }

    static Effect ratio(double estimate, double low, double high) {
        return new Effect(estimate, low, high, Effect.RATIO);
    }

    /// Six blocks around the estimate; of a ratio both sides, of a level the one.
    private static List<BlockValue> values(Effect effect) {
        boolean ratio = effect.unit().equals(Effect.RATIO);
        return IntStream.rangeClosed(1, 6)
                .mapToObj(block -> {
                    double value = effect.estimate() * (0.82 + 0.06 * block);
                    return ratio ? new BlockValue(block, value * 20, 20.0) : new BlockValue(block, value, null);
                })
                .toList();
    }
}
