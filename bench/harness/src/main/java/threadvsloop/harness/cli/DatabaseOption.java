package threadvsloop.harness.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadvsloop.harness.backend.DatabaseAddress;

/// Which database the commands use that may need one.
final class DatabaseOption {

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "postgresql://user:password@host:port/name, instead of an embedded one.")
    private @Nullable String url;

    /// @throws UsageException when it is no address of a database
    Optional<DatabaseAddress> address() {
        return Optional.ofNullable(url).map(DatabaseAddress::parse);
    }
}
