package threadvsloop.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/// What a contestant needs besides Java. `missing` is empty if it is there.
record Requirement(String name, String missing) {

    private static final Requirement NODE = probeNode();

    static Requirement of(String name) {
        if (name.equals("node")) return NODE;
        throw new IllegalArgumentException("contestants.yaml requires \"" + name + "\"; only node is known");
    }

    /// Aborts the test, visibly and with the reason, if the requirement is not met.
    void assumeMet() {
        assumeTrue(missing.isEmpty(), () -> "not tested, for " + name + " is missing: " + missing);
    }

    private static Requirement probeNode() {
        String script = Catalogue.ROOT.resolve("servers/node/run.sh").toString();
        try {
            Process probe = new ProcessBuilder(script, "--which").start();
            String reason = String.join(" ", probe.errorReader().readAllLines());
            boolean there = probe.waitFor(60, TimeUnit.SECONDS) && probe.exitValue() == 0;
            return new Requirement("node", there ? "" : reason);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Requirement("node", "the search for it was interrupted");
        }
    }
}
