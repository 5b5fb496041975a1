package threadvsloop.results.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What it means when a document lacks a field that its version gained later: nothing of what the field
/// tells was there. So runs that are older than a field can still be read.
final class Additions {

    /// Of a warmth that nobody looked at.
    static final String OLDER = "it was not looked at";

    private Additions() {}

    static void toRun(JsonNode run) {
        if (run instanceof ObjectNode document && !document.has("database")) {
            document.put("database", "");
        }
        if (run instanceof ObjectNode document && !document.has("claims")) {
            document.putArray("claims");
        }
        if (run instanceof ObjectNode document && !document.has("mostBlocks")) {
            document.put("mostBlocks", run.path("blocks").asInt());
        }
        for (JsonNode scenario : run.path("scenarios")) {
            if (scenario instanceof ObjectNode fields && !fields.has("needs")) {
                fields.putArray("needs");
            }
            scenario.path("points").forEach(Additions::toPoint);
        }
    }

    static void toEnvironment(JsonNode environment) {
        if (environment instanceof ObjectNode document && !document.has("host")) {
            document.put("host", "");
        }
    }

    static void toPlan(JsonNode plan) {
        for (JsonNode entry : plan.path("trials")) {
            if (entry instanceof ObjectNode fields && !fields.has("repeats")) {
                fields.put("repeats", 0);
            }
        }
    }

    static void toTrial(JsonNode trial) {
        if (trial instanceof ObjectNode document && !document.has("neighbours")) {
            document.putNull("neighbours");
        }
        if (trial.path("neighbours") instanceof ObjectNode neighbours && !neighbours.has("lost")) {
            neighbours.putArray("lost");
        }
        if (trial instanceof ObjectNode document && !document.has("startUp")) {
            document.putNull("startUp");
        }
        if (trial instanceof ObjectNode document && !document.has("warmth")) {
            document.putObject("warmth").put("status", "unknown").put("sentence", OLDER);
        }
        toPoint(trial.path("point"));
        toValidity(trial.path("validity"));
        if (trial.path("resources") instanceof ObjectNode resources && !resources.has("threadCpu")) {
            resources.putArray("threadCpu");
        }
        if (trial.path("resources") instanceof ObjectNode resources && !resources.has("edgesLateMs")) {
            resources.put("edgesLateMs", 0.0);
        }
        JsonNode load = trial.path("load");
        toValidity(load.path("validity"));
        if (load instanceof ObjectNode fields && !fields.has("kinds")) {
            fields.put("connectsPerSecond", 0.0);
            fields.put("receivedBytesPerSecond", 0.0);
            fields.putArray("kinds");
        }
        if (load instanceof ObjectNode fields && !fields.has("sessions")) {
            fields.putNull("sessions");
        }
        if (load instanceof ObjectNode fields && !fields.has("failures")) {
            fields.putNull("failures");
            fields.putObject("connectFaults");
            fields.path("kinds").forEach(kind -> ((ObjectNode) kind).putNull("failures"));
        }
        toFailures(load.path("failures"));
        List.of("responseNs", "serviceNs", "firstByteNs", "sendLagNs", "connectNs")
                .forEach(name -> Quantiles.complete(load.path(name)));
        for (JsonNode kind : load.path("kinds")) {
            Quantiles.complete(kind.path("responseNs"));
            Quantiles.complete(kind.path("serviceNs"));
            toFailures(kind.path("failures"));
            if (kind instanceof ObjectNode fields && !fields.has("slowWriters")) {
                fields.put("slowWriters", false);
                fields.put("sentBytesPerSecond", 0.0);
                fields.put("answeredEarly", 0);
            }
        }
        if (load instanceof ObjectNode fields && !fields.has("firstByteNs")) {
            ObjectNode none = fields.putObject("firstByteNs");
            Quantiles.complete(none);
            long gap = load.at("/responseNs/p99").asLong()
                    - load.at("/serviceNs/p99").asLong();
            fields.put("coordinatedOmissionGapNs", gap);
            fields.put("generatorSpinShare", 0.0);
            fields.put("generatorRunQueueShare", -1.0);
            fields.put("hostStealShare", -1.0);
            fields.put("generatorPrioritised", false);
        }
        if (load instanceof ObjectNode fields) {
            List.of("answers", "coordinatedOmissionGapNs", "generatorCpuNsPerRequest").stream()
                    .filter(name -> !fields.has(name))
                    .forEach(name -> fields.put(name, Quantiles.UNKNOWN));
        }
    }

    private static void toFailures(JsonNode failures) {
        Quantiles.complete(failures.path("ageNs"));
        Quantiles.complete(failures.path("allNs"));
    }

    private static void toPoint(JsonNode point) {
        if (point instanceof ObjectNode fields && !fields.has("traffic")) {
            ObjectNode plain = fields.putObject("traffic");
            plain.putArray("mix");
            plain.put("connectionPerRequest", false);
            plain.putNull("slowReaders");
        }
        if (point.path("traffic") instanceof ObjectNode traffic && !traffic.has("idle")) {
            traffic.put("idle", 0);
            traffic.putNull("slowWriters");
        }
        if (point instanceof ObjectNode fields && !fields.has("course")) {
            ObjectNode plain = fields.putObject("course");
            List.of("rate", "think", "sessionRequests").forEach(name -> plain.put(name, ""));
        }
        if (point.path("course") instanceof ObjectNode course && !course.has("turnSeconds")) {
            course.put("turnSeconds", 0.0);
        }
        if (point instanceof ObjectNode fields && !fields.has("primeSeconds")) {
            fields.put("primeSeconds", 0.0);
        }
    }

    private static void toValidity(JsonNode validity) {
        if (validity instanceof ObjectNode fields && !fields.has("findings")) {
            fields.putArray("findings");
        }
        if (validity instanceof ObjectNode fields && !fields.has("tailOnly")) {
            fields.put("tailOnly", false);
        }
    }
}
