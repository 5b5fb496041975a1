package threadvsloop.harness.process;

import java.util.List;
import threadvsloop.harness.ServerFailedException;

/// A contestant about to be started.
///
/// @param command what is started, as a reader could type it
public record Launch(List<String> command, Starter starter) {

    public interface Starter {
        public ServerProcess start(ServerLog log) throws ServerFailedException, InterruptedException;
    }

    /// Blocks until the server is ready.
    ///
    /// @throws ServerFailedException when it dies or never gets ready
    public ServerProcess start(ServerLog log) throws ServerFailedException, InterruptedException {
        return starter.start(log);
    }
}
