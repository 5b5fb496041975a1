package threadvsloop.results.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What it means when a document lacks a field that its version gained later: nothing of what the field tells was
/// there.
/// So runs that are older than a field can still be read.
final class Additions {

    private Additions() {}

    static void toRun(JsonNode run) {
        if (run instanceof ObjectNode document && !document.has("database")) {
            document.put("database", "");
        }
        for (JsonNode scenario : run.path("scenarios")) {
            if (scenario instanceof ObjectNode fields && !fields.has("needs")) {
                fields.putArray("needs");
            }
        }
    }

    static void toTrial(JsonNode trial) {
        if (trial instanceof ObjectNode document && !document.has("neighbours")) {
            document.putNull("neighbours");
        }
    }
}
