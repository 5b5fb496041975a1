package threadvsloop.helidon;

import threadvsloop.endpoints.server.ServerProcess;

/// The process `tvl-helidon.jar`.
public final class HelidonServerMain {
    private HelidonServerMain() {}

    public static void main(String[] args) {
        ServerProcess.run(new HelidonContestant(), args);
    }
}
