package threadvsloop.endpoints.server;

import java.io.IOException;
import java.util.List;
import threadvsloop.endpoints.options.Option;
import threadvsloop.endpoints.options.Options;
import threadvsloop.endpoints.options.UsageException;

/// A kind of server that [ServerProcess] can run.
public interface Contestant {

    /// The options that it takes.
    List<Option<?>> options();

    /// The catalogue's name for it with these options, unless `--contestant` says otherwise.
    String id(Options options) throws UsageException;

    /// Starts it. When this returns, it accepts connections.
    ///
    /// @throws UsageException if it cannot be started with these options
    /// @throws IOException if it cannot be started for any other reason
    RunningServer start(Options options, Identity identity) throws UsageException, IOException;
}
