package threadvsloop.results.run;

import java.util.Map;

/// What the load generator saw in the measurement window; also the document that `tvl load --json` prints.
///
/// @param mode as in [PointSpec.Mode], in lower case with a dash: `open-poisson`
/// @param offeredPerSecond intended by the schedule; 0 in closed loop and idle
/// @param achievedPerSecond answered requests per second of the measurement window
/// @param requests all requests whose intended start lies in the window, whatever their outcome
/// @param outcomes count by outcome name, only those that occurred: `answered-2xx`, `timed-out`, `refused`, `reset`, …
/// @param responseNs completion − intended start, with timed-out and unfinished requests at their age
/// @param serviceNs completion − actual send
/// @param sendLagNs actual send − intended start
/// @param connectNs connection establishment
/// @param meanInFlight mean number of requests begun (by intended start) and not yet completed, over the window
/// @param generatorCpuNsPerRequest CPU of the generator's threads ÷ requests
/// @param generatorCpuShare CPU of the generator's process ÷ (window × its CPUs), 0 to 1
/// @param generatorGcPauseMs longest garbage collection pause in the generator during the window
public record LoadSummary(
        int schemaVersion,
        String url,
        String mode,
        Connections connections,
        double offeredPerSecond,
        double achievedPerSecond,
        double windowSeconds,
        long requests,
        Map<String, Long> outcomes,
        Quantiles responseNs,
        Quantiles serviceNs,
        Quantiles sendLagNs,
        Quantiles connectNs,
        double meanInFlight,
        double generatorCpuNsPerRequest,
        double generatorCpuShare,
        double generatorGcPauseMs,
        Validity validity) {

    /// Requests that got anything but a 2xx answer, or none.
    public long errors() {
        return outcomes.entrySet().stream()
                .filter(outcome -> !outcome.getKey().equals("answered-2xx"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// @param served connections that got at least one answer in the window
    public record Connections(int requested, int opened, int served) {}
}
