package threadvsloop.undertow;

import threadvsloop.endpoints.server.ServerProcess;

/// The process `tvl-undertow.jar`.
public final class UndertowServerMain {
    private UndertowServerMain() {}

    public static void main(String[] args) {
        LibraryLog.toStderr();
        ServerProcess.run(new UndertowContestant(), args);
    }
}
