package threadvsloop.harness.run;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import threadvsloop.harness.Durations;
import threadvsloop.results.documents.Plan;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity;

/// Tells a waiting person where a run is: a line per finished trial on standard error, and on a terminal one line that
/// is
/// rewritten with the present phase and the time left. Used by the run's thread, [#phase] by those of trials too.
public final class Progress {

    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private final Deque<Duration> estimates = new ArrayDeque<>();

    private int total;
    private String trial = "";
    private long startedNs;
    private Duration estimatedSoFar = Duration.ZERO;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public static Progress onStandardError() {
        boolean dumb = "dumb".equals(System.getenv("TERM")) || System.getenv("NO_COLOR") != null;
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal() && !dumb;
        return new Progress(System.err, terminal);
    }

    /// @param open estimated durations of the trials to come, in order
    void start(int plannedTrials, List<Duration> open) {
        total = plannedTrials;
        estimates.addAll(open);
        startedNs = System.nanoTime();
        int done = total - open.size();
        message("%d trials%s, about %s"
                .formatted(
                        total, done == 0 ? "" : ", " + done + " of them done already", Durations.words(remaining())));
    }

    /// Trials that come to those planned at first.
    ///
    /// @param why in words
    void more(String why, List<Duration> added) {
        total += added.size();
        estimates.addAll(added);
        message("%d more trials: %s, about %s".formatted(added.size(), why, Durations.words(remaining())));
    }

    /// Those that run now, at once.
    synchronized void trials(List<Plan.Entry> entries) {
        trial = words(entries.getFirst())
                + (entries.size() == 1 ? "" : " and %d more in turns".formatted(entries.size() - 1));
    }

    private String words(Plan.Entry entry) {
        return "[%d/%d] %s %s, %s, block %d"
                        .formatted(
                                entry.order() + 1,
                                total,
                                entry.scenario(),
                                entry.point(),
                                entry.contestant(),
                                entry.block())
                + (entry.repeats() == 0 ? "" : " (repeats block " + entry.repeats() + ")");
    }

    synchronized void phase(String name) {
        if (terminal && !trial.isEmpty()) {
            out.print(CLEAR_LINE + trial + ": " + name + ", " + Durations.words(remaining()) + " left");
            out.flush();
        }
    }

    /// @param finished what came of the entries, in their order
    synchronized void done(List<Plan.Entry> entries, List<Trial> finished) {
        for (int i = 0; i < entries.size() && !estimates.isEmpty(); i++) {
            estimatedSoFar = estimatedSoFar.plus(estimates.removeFirst());
        }
        for (int i = 0; i < entries.size(); i++) {
            done(entries.get(i), finished.get(i));
        }
    }

    private void done(Plan.Entry entry, Trial finished) {
        Validity validity = finished.validity();
        String reasons = validity.reasons().isEmpty() ? "" : " (" + String.join("; ", validity.reasons()) + ")";
        message(words(entry) + ": " + validity.status() + reasons + ", " + Durations.words(remaining()) + " left");
    }

    void end() {
        message("%d trials in %s".formatted(total, Durations.words(elapsed())));
        trial = "";
    }

    public void message(String text) {
        out.println((terminal ? CLEAR_LINE : "") + text);
    }

    /// The estimate for what is open, scaled by how the estimates have held so far.
    private Duration remaining() {
        Duration estimate = estimates.stream().reduce(Duration.ZERO, Duration::plus);
        if (estimatedSoFar.isZero()) {
            return estimate;
        }
        double scale = Durations.seconds(elapsed()) / Durations.seconds(estimatedSoFar);
        return Durations.ofSeconds(Durations.seconds(estimate) * scale);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNs);
    }
}
