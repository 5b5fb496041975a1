package threadvsloop.upstream;

import threadvsloop.endpoints.server.ServerProcess;

/// The process `tvl-upstream.jar`.
public final class UpstreamMain {
    private UpstreamMain() {}

    public static void main(String[] args) {
        ServerProcess.run(new UpstreamServer(), args);
    }
}
