package threadvsloop.blocking;

import threadvsloop.endpoints.server.ServerProcess;

/// The process `tvl-blocking.jar`.
public final class BlockingServerMain {
    private BlockingServerMain() {}

    public static void main(String[] args) {
        ServerProcess.run(new BlockingContestant(), args);
    }
}
