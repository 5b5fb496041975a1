package threadvsloop.results.documents;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a server had settled when its measurement began; a part of `trial.json`.
///
/// @param sentence why it is said, for a reader
public record Warmth(Status status, String sentence) {

    public enum Status {
        /// Service time and CPU per request were level from before the measurement's first second to its
        /// end.
        @JsonProperty("steady")
        STEADY,
        /// One of them still changed within the measurement.
        @JsonProperty("changing")
        CHANGING,
        /// There was too little to see.
        @JsonProperty("unknown")
        UNKNOWN
    }

    public static Warmth unknown(String why) {
        return new Warmth(Status.UNKNOWN, why);
    }
}
