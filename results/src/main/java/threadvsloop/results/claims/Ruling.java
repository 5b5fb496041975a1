package threadvsloop.results.claims;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a claim, or a part of one, ended.
public enum Ruling {
    /// The whole interval lies where the claim has it.
    @JsonProperty("Supported")
    SUPPORTED("Supported"),
    /// The whole interval lies elsewhere.
    @JsonProperty("Refuted")
    REFUTED("Refuted"),
    /// The numbers do not decide, and the reason says why.
    @JsonProperty("Inconclusive")
    INCONCLUSIVE("Inconclusive"),
    /// No measurement of this kind could decide it.
    @JsonProperty("Out of scope")
    OUT_OF_SCOPE("Out of scope");

    private final String label;

    Ruling(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
