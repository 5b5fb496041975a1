package threadvsloop.endpoints.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where another server listens.
public record HostPort(String host, int port) {
    private static final Pattern FORM = Pattern.compile("([^\\s:]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    /// Reads `host:port`; an IPv6 address stands in brackets.
    ///
    /// @throws IllegalArgumentException for anything else
    public static HostPort parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        int port = Integer.parseInt(matcher.group(2));
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException(text);
        }
        String host = matcher.group(1);
        return new HostPort(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }
}
