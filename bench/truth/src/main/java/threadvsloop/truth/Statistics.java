package threadvsloop.truth;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/// What the server knows of itself, since the last reset: how many requests came by path, how long answers that had to
/// wait really took, and how late they were. Of the server's thread.
final class Statistics {
    private static final long MOST_NS = TimeUnit.HOURS.toNanos(2);
    private static final int DIGITS = 3;

    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Histogram delay = new Histogram(MOST_NS, DIGITS);
    private final Histogram lateness = new Histogram(MOST_NS, DIGITS);
    private int open;
    private int mostOpen;

    /// A path that was asked for, with its behaviour and the number of requests.
    static final class Route {
        final Behaviour behaviour;
        long requests;

        Route(Behaviour behaviour) {
            this.behaviour = behaviour;
        }
    }

    Route route(String path) {
        return routes.computeIfAbsent(
                path, asked -> new Route(Paths.behaviour(asked).orElseGet(Paths::unknown)));
    }

    void opened() {
        open++;
        mostOpen = Math.max(mostOpen, open);
    }

    void closed() {
        open--;
    }

    /// The first byte of an answer that had to wait is about to be sent.
    void answering(long receivedNs, long dueNs, long nowNs) {
        delay.recordValue(Math.clamp(nowNs - receivedNs, 0, MOST_NS));
        lateness.recordValue(Math.clamp(nowNs - dueNs, 0, MOST_NS));
    }

    void reset() {
        routes.values().forEach(route -> route.requests = 0);
        delay.reset();
        lateness.reset();
        mostOpen = open;
    }

    /// One JSON document. Times are in ns; `delayNs` is from the request to the answer, `latenessNs` from the moment
    /// the answer was due.
    String json() {
        String requests = routes.entrySet().stream()
                .filter(route -> route.getValue().requests > 0)
                .map(route -> "\"" + escaped(route.getKey()) + "\":" + route.getValue().requests)
                .collect(Collectors.joining(","));
        return "{\"requests\":{%s},\"connections\":{\"open\":%d,\"most\":%d},\"delayNs\":%s,\"latenessNs\":%s}"
                .formatted(requests, open, mostOpen, quantiles(delay), quantiles(lateness));
    }

    private static String quantiles(Histogram of) {
        return String.format(
                Locale.ROOT,
                "{\"count\":%d,\"p50\":%d,\"p99\":%d,\"p999\":%d,\"max\":%d}",
                of.getTotalCount(),
                of.getValueAtPercentile(50),
                of.getValueAtPercentile(99),
                of.getValueAtPercentile(99.9),
                of.getMaxValue());
    }

    private static String escaped(String path) {
        return path.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
