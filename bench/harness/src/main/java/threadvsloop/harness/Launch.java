package threadvsloop.harness;

import java.util.List;

/// A contestant about to be started.
///
/// @param command what is started, as a reader could type it
record Launch(List<String> command, Starter starter) {

    interface Starter {
        ServerProcess start(ServerLog log) throws ServerFailedException, InterruptedException;
    }

    /// Blocks until the server is ready.
    ///
    /// @throws ServerFailedException when it dies or never gets ready
    ServerProcess start(ServerLog log) throws ServerFailedException, InterruptedException {
        return starter.start(log);
    }
}
