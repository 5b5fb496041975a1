package threadvsloop.harness.load;

import java.io.PrintWriter;
import java.util.Locale;
import threadvsloop.harness.trial.PhaseEdges;
import threadvsloop.loadgen.engine.LoadListener;
import threadvsloop.model.measured.LoadProgress;

/// One line a second on standard error while `tvl load` runs.
record LoadProgressLine(PrintWriter out) implements LoadListener {

    @Override
    public void progress(LoadProgress now) {
        out.printf(
                "%s %2.0f/%.0f s: %d open, %d in flight, %.0f answers/s, p99 %s, %d errors%n",
                PhaseEdges.name(now.phase()),
                now.elapsedNs() / 1e9,
                now.plannedNs() / 1e9,
                now.open(),
                now.inFlight(),
                now.answersPerSecond(),
                p99(now),
                now.errors());
        out.flush();
    }

    private static String p99(LoadProgress now) {
        if (now.p99Ns() == LoadProgress.FAILED) {
            return "failed";
        }
        return now.p99Ns() == 0 ? "-" : String.format(Locale.ROOT, "%.2f ms", now.p99Ns() / 1e6);
    }
}
