package threadvsloop.endpoints;

import java.util.List;
import threadvsloop.endpoints.Parameter.WholeNumber;
import threadvsloop.endpoints.Parameter.Word;

/// What can be asked for: the paths of the contract, with the parameters that end some of them. A path that begins like
/// another stands before it.
@SuppressWarnings("ImmutableEnumChecker") // the list is one that does not change, of records
enum Endpoint {
    PLAINTEXT("/plaintext"),
    JSON("/json"),
    BYTES("/bytes/", new WholeNumber(0, 16 * 1024 * 1024)),
    ECHO("/echo", Allowed.POST),
    WAIT("/wait/", Parameter.MS),
    UPSTREAM("/upstream/", Parameter.CALLS, Parameter.MS),
    DB_WAIT("/db/wait/", Parameter.MS),
    DB("/db/", new WholeNumber(1, 500)),
    FILE("/file/", new Word(FileSize.ALL.stream().map(size -> size.label).toList())),
    CPU("/cpu/", new WholeNumber(0, 100_000_000)),
    PAGE("/page/", Parameter.CALLS, Parameter.MS),
    BLOCK("/block/", Parameter.MS),
    OFFLOAD("/offload/", Parameter.MS),
    DEEP("/deep/", new WholeNumber(1, 1000), Parameter.MS),
    STATS("/stats");

    /// All of the path, or all of it before the parameters.
    final String path;

    final Allowed allowed;

    /// At most two, a slash between them.
    final List<Parameter> parameters;

    Endpoint(String path, Parameter... parameters) {
        this(path, Allowed.GET, parameters);
    }

    Endpoint(String path, Allowed allowed, Parameter... parameters) {
        this.path = path;
        this.allowed = allowed;
        this.parameters = List.of(parameters);
    }
}
