package threadvsloop.jetty;

import threadvsloop.endpoints.server.ServerProcess;

/// The process `tvl-jetty.jar`.
public final class JettyServerMain {
    private JettyServerMain() {}

    public static void main(String[] args) {
        ServerProcess.run(new JettyContestant(), args);
    }
}
