package threadvsloop.results.charts;

import threadvsloop.results.measures.Metric;

/// What is drawn against the number of connections, and the question that each drawing answers.
enum Sweep {
    P99("p99", "How slow is one request in a hundred?", "p99 response time, ms (logarithmic)", Metric.P99, Slope.NONE),
    MEMORY("memory", "What does a connection cost in memory?", "memory (PSS), MiB", Metric.PSS, Slope.KIB),
    THREADS("threads", "How many threads does it take?", "threads", Metric.THREADS, Slope.THREADS),
    CPU("cpu", "What CPU time does a request cost?", "CPU per request, µs", Metric.CPU_PER_REQUEST, Slope.NONE),
    SWITCHES(
            "switches",
            "How often is a request's CPU switched?",
            "context switches per request",
            Metric.SWITCHES_PER_REQUEST,
            Slope.NONE);

    private static final String MEANS = "Points are means over blocks, whiskers the least and the largest block.";
    private static final String SLOPES =
            " The legend gives the slope of each line (Theil and Sen's, over all trials) with its 95% interval.";

    final String id;
    final String question;
    final String axis;
    final Metric metric;
    final Slope slope;

    Sweep(String id, String question, String axis, Metric metric, Slope slope) {
        this.id = id;
        this.question = question;
        this.axis = axis;
        this.metric = metric;
        this.slope = slope;
    }

    String caption() {
        return hasSlope() ? MEANS + SLOPES : MEANS;
    }

    /// A slope is read against an axis that starts at zero connections.
    boolean hasSlope() {
        return slope != Slope.NONE;
    }

    boolean isLogarithmic() {
        return this == P99;
    }
}
