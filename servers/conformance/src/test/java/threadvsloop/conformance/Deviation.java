package threadvsloop.conformance;

import java.util.List;
import java.util.stream.Collectors;

/// What a library server does instead of the contract where its settings cannot reach it. Each stands as a row in the
/// table of `servers/CONTRACT.md` too, in the same words.
///
/// @param what the case, as the suite names it
/// @param contract the status that the contract asks for
/// @param instead the status that this server answers
record Deviation(List<String> contestants, String what, int contract, int instead, String why) {

    private static final List<String> NODE = List.of("node", "node-cluster");
    private static final List<String> JETTY = List.of("jetty", "jetty-virtual");
    private static final List<String> HELIDON = List.of("helidon");
    private static final String HEADER_SIZE =
            "one limit for request line and headers together, whose error does not tell them apart";
    private static final String VERSIONS = "its parser takes any version that it does not know for an unsupported one";
    private static final String METHODS = "its parser knows a fixed list of methods";

    static final List<Deviation> ALL = List.of(
            new Deviation(NODE, "a request line of 40 KiB", 414, 431, HEADER_SIZE),
            new Deviation(NODE, "a request line of 40 KiB without an end", 414, 431, HEADER_SIZE),
            new Deviation(NODE, "a request line without a version", 400, 505, "taken for HTTP/0.9"),
            new Deviation(NODE, "a method that HTTP does not define", 405, 400, METHODS),
            new Deviation(NODE, "a method in lower case", 405, 400, METHODS),
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
            new Deviation(HELIDON, "a method in lower case", 405, 200, "it takes methods in any case"),
            new Deviation(HELIDON, "an empty line before a request", 200, 400, "taken for a request line"),
            new Deviation(HELIDON, "chunks with extensions", 200, 400, "taken for a part of the size"),
            new Deviation(HELIDON, "chunks followed by trailers", 200, 400, "the last chunk must be the end"));

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
        return "| %s | %s | %d | %d | %s |".formatted(ids, what, contract, instead, why);
    }
}
