package threadvsloop.model.measured;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Locale;

/// Why a connection could not be opened, with what to do about it.
public enum ConnectFault {
    UNKNOWN_HOST("the host name is not known", "check the host in the URL"),
    REFUSED("connection refused", "start the server, or check the port; a full accept queue may refuse too"),
    TIMED_OUT("no answer to the connection attempt", "check host and firewall, or raise the server's accept backlog"),
    UNREACHABLE("no route to the host", "check the host and the network"),
    TOO_MANY_FILES("too many open files", "raise the limit for this process: ulimit -n"),
    NO_LOCAL_PORT(
            "no free local port",
            "use more source addresses, fewer connections, or widen net.ipv4.ip_local_port_range"),
    UNUSABLE_SOURCE(
            "the source address cannot be used",
            "name addresses of this machine, of the same family as the target's; on Linux all of 127.0.0.0/8 are"),
    OTHER("the connection could not be opened", "see the message that stands beside this");

    private final String label;
    private final String remedy;

    ConnectFault(String label, String remedy) {
        this.label = label;
        this.remedy = remedy;
    }

    /// What happened, as part of a sentence.
    public String label() {
        return label;
    }

    /// What to do about it, as part of a sentence.
    public String remedy() {
        return remedy;
    }

    /// Whether it is the server that took no connection; else this machine, or what was asked for, is at fault.
    public boolean byServer() {
        return this == REFUSED || this == TIMED_OUT;
    }

    /// Names the operating system's reason. NIO gives most of them as text only, so the text is looked at.
    public static ConnectFault of(IOException e) {
        String text = detail(e).toLowerCase(Locale.ROOT);
        if (text.contains("too many open files")) {
            return TOO_MANY_FILES;
        }
        if (text.contains("cannot assign requested address") || text.contains("address already in use")) {
            return NO_LOCAL_PORT;
        }
        if (text.contains("timed out")) {
            return TIMED_OUT;
        }
        if (text.contains("unreachable") || e instanceof NoRouteToHostException) {
            return UNREACHABLE;
        }
        if (text.contains("refused") || text.contains("reset") || e instanceof ConnectException) {
            return REFUSED;
        }
        return OTHER;
    }

    /// What the operating system said.
    public static String detail(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
