package threadvsloop.loadgen;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Locale;

/// Names the operating system's reasons. NIO gives most of them as text only, so the text is looked at.
final class ConnectFaults {
    private ConnectFaults() {}

    static ConnectFault of(IOException e) {
        String text = detail(e).toLowerCase(Locale.ROOT);
        if (text.contains("too many open files")) {
            return ConnectFault.TOO_MANY_FILES;
        }
        if (text.contains("cannot assign requested address") || text.contains("address already in use")) {
            return ConnectFault.NO_LOCAL_PORT;
        }
        if (text.contains("timed out")) {
            return ConnectFault.TIMED_OUT;
        }
        if (text.contains("unreachable") || e instanceof NoRouteToHostException) {
            return ConnectFault.UNREACHABLE;
        }
        if (text.contains("refused") || text.contains("reset") || e instanceof ConnectException) {
            return ConnectFault.REFUSED;
        }
        return ConnectFault.OTHER;
    }

    static String detail(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
