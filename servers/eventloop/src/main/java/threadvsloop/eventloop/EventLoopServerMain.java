package threadvsloop.eventloop;

import threadvsloop.endpoints.server.ServerProcess;

/// The process `tvl-eventloop.jar`.
public final class EventLoopServerMain {
    private EventLoopServerMain() {}

    public static void main(String[] args) {
        ServerProcess.run(new EventLoopContestant(), args);
    }
}
