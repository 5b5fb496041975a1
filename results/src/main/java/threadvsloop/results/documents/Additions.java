package threadvsloop.results.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What a document may lack: numbers that are unknown, which JSON leaves out, and what the committed reference run is
/// older than.
public final class Additions {

    private Additions() {}

    /// The reference run does not know its host.
    public static void toEnvironment(JsonNode environment) {
        if (environment instanceof ObjectNode document && !document.has("host")) {
            document.put("host", "");
        }
    }

    public static void toTrial(JsonNode trial) {
        JsonNode load = trial.path("load");
        List.of("responseNs", "serviceNs", "firstByteNs", "sendLagNs", "connectNs")
                .forEach(name -> Quantiles.complete(load.path(name)));
        toFailures(load.path("failures"));
        for (JsonNode kind : load.path("kinds")) {
            Quantiles.complete(kind.path("responseNs"));
            Quantiles.complete(kind.path("serviceNs"));
            toFailures(kind.path("failures"));
        }
        if (load instanceof ObjectNode fields) {
            List.of("coordinatedOmissionGapNs", "generatorCpuNsPerRequest").stream()
                    .filter(name -> !fields.has(name))
                    .forEach(name -> fields.put(name, Quantiles.UNKNOWN));
        }
    }

    private static void toFailures(JsonNode failures) {
        Quantiles.complete(failures.path("ageNs"));
        Quantiles.complete(failures.path("allNs"));
    }
}
