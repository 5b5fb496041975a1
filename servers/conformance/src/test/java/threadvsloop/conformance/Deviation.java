package threadvsloop.conformance;

import java.util.List;
import java.util.stream.Collectors;

/// What a library server does instead of the contract where its settings cannot reach it. Each stands as a row in the
/// table of `servers/CONTRACT.md` too, in the same words.
///
/// @param what the case, as the suite names it
/// @param contract the status that the contract asks for
/// @param instead the status that this server answers, 200 if it takes what it should refuse; or [#NO_ANSWER]
record Deviation(List<String> contestants, String what, int contract, int instead, String why) {

    /// The connection is closed without a word.
    static final int NO_ANSWER = 0;

    private static final List<String> UNDERTOW = List.of("undertow-worker", "undertow-io");
    private static final List<String> NODE = List.of("node", "node-cluster");
    private static final List<String> JETTY = List.of("jetty", "jetty-virtual");
    private static final List<String> HELIDON = List.of("helidon");
    private static final String HEADER_SIZE =
            "one limit for request line and headers together, whose error does not tell them apart";
    private static final String VERSIONS = "its parser takes any version that it does not know for an unsupported one";
    private static final String CHUNK_PARSER = "its chunk parser closes the connection by itself";
    private static final String ENDS_SIZE =
            "anything but a digit ends a chunk's size, and the rest of the line is skipped; more is waited for";

    static final List<Deviation> ALL = List.of(
            new Deviation(NODE, "a request line of 40 KiB", 414, 431, HEADER_SIZE),
            new Deviation(NODE, "a request line of 40 KiB without an end", 414, 431, HEADER_SIZE),
            new Deviation(NODE, "a request line without a version", 400, 505, "taken for HTTP/0.9"),
            new Deviation(NODE, "HTTP minor version 2", 200, 505, "its parser knows HTTP/1.0 and 1.1 only"),
            new Deviation(JETTY, "a request line without a version", 400, 505, "taken for HTTP/0.9"),
            new Deviation(JETTY, "a version without a minor number", 400, 505, VERSIONS),
            new Deviation(JETTY, "a version with letters", 400, 505, VERSIONS),
            new Deviation(JETTY, "a version in lower case", 400, 200, "its parser takes versions in any case"),
            new Deviation(JETTY, "another protocol's name", 400, 505, VERSIONS),
            new Deviation(JETTY, "characters after the version", 400, 505, VERSIONS),
            new Deviation(JETTY, "HTTP minor version 2", 200, 505, VERSIONS),
            new Deviation(HELIDON, "HTTP/1.0", 200, 505, "it speaks HTTP/1.1 only"),
            new Deviation(HELIDON, "HTTP minor version 2", 200, 505, "it speaks HTTP/1.1 only"),
            new Deviation(HELIDON, "an empty line before a request", 200, 400, "taken for a request line"),
            new Deviation(HELIDON, "chunks with extensions", 200, 400, "taken for a part of the size"),
            new Deviation(HELIDON, "chunks followed by trailers", 200, 400, "the last chunk must be the end"),
            new Deviation(UNDERTOW, "a request line of 40 KiB", 414, 431, HEADER_SIZE),
            new Deviation(UNDERTOW, "a request line of 40 KiB without an end", 414, 431, HEADER_SIZE),
            new Deviation(UNDERTOW, "an empty line before a request", 200, 400, "taken for a request line"),
            new Deviation(UNDERTOW, "HTTP major version 2", 505, 400, "refused like a request that cannot be parsed"),
            new Deviation(
                    UNDERTOW, "HTTP major version 3", 505, 200, "any version unknown to it is taken for HTTP/1.1"),
            new Deviation(UNDERTOW, "a chunk size that is no number", 400, 408, ENDS_SIZE),
            new Deviation(UNDERTOW, "an invalid chunk size after a valid chunk", 400, 408, ENDS_SIZE),
            new Deviation(UNDERTOW, "an empty chunk size", 400, NO_ANSWER, CHUNK_PARSER),
            new Deviation(UNDERTOW, "a negative chunk size", 400, NO_ANSWER, CHUNK_PARSER),
            new Deviation(UNDERTOW, "a chunk size with a prefix", 400, NO_ANSWER, CHUNK_PARSER),
            new Deviation(UNDERTOW, "a chunk size that overflows 64 bits", 400, NO_ANSWER, CHUNK_PARSER),
            new Deviation(
                    UNDERTOW,
                    "a chunk longer than its size",
                    400,
                    200,
                    "what exceeds the size is skipped to the line's end"));

    /// The status that a contestant answers in a case: the contract's, unless a deviation says otherwise.
    static int statusOf(Contestant contestant, String what, int contract) {
        return ALL.stream()
                .filter(it -> it.what.equals(what) && it.contestants.contains(contestant.id()))
                .mapToInt(Deviation::instead)
                .findFirst()
                .orElse(contract);
    }

    /// As it stands in the table of the contract.
    String row() {
        String ids = contestants.stream().map(id -> "`" + id + "`").collect(Collectors.joining(", "));
        String does = instead == NO_ANSWER ? "close, no answer" : Integer.toString(instead);
        return "| %s | %s | %d | %s | %s |".formatted(ids, what, contract, does, why);
    }
}
