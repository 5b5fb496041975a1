package threadvsloop.netty;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import threadvsloop.endpoints.server.ServerProcess;

/// The process `tvl-netty.jar`.
public final class NettyMain {
    private NettyMain() {}

    public static void main(String[] args) {
        // Whatever logging libraries its drivers bring along: the JDK's writes notes and warnings to stderr.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        ServerProcess.run(new NettyContestant(), args);
    }
}
