package threadvsloop.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import threadvsloop.harness.UsageException;
import threadvsloop.model.load.Address;
import threadvsloop.model.load.Header;

/// An `http` URL as people write it, read as browsers and curl do (WHATWG URL Standard) and not as RFC 3986 would have
/// it: names with underscores or of any script, short IPv4 addresses, characters that are to be percent-encoded.
///
/// @param target path and query as they stand in the request line
/// @param userInfo `user:password`, decoded; empty if the URL has none. For the server only: never printed
public record TargetUrl(Address address, String target, String userInfo) {

    private static final int HTTP_PORT = 80;
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("[/\\\\]{2}([^/\\\\?#]*)([^#]*)(?:#.*)?", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile("(.*?)(?::([^:\\]]*))?", Pattern.DOTALL);
    /// Also where the password holds what should have been encoded.
    private static final Pattern USER_INFO = Pattern.compile("(//|\\\\\\\\)(?:[^/?#@]*:.*|[^/\\\\?#]*)@");

    /// @throws UsageException that says what is wrong with it and how to write it; without the password
    static TargetUrl parse(String text) {
        String url = bare(text);
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            throw refused(text, "is not an http URL: write http://host:port/path");
        }
        requireHttp(text, form.group(1).toLowerCase(Locale.ROOT));
        Matcher rest = AUTHORITY.matcher(form.group(2));
        if (!rest.matches()) {
            throw refused(text, "is not an http URL: two slashes come after http:, as in http://host:port/path");
        }
        String authority = rest.group(1);
        int at = authority.lastIndexOf('@');
        String userInfo = PercentCoding.decode(authority.substring(0, Math.max(at, 0)));
        return new TargetUrl(
                address(text, authority.substring(at + 1)),
                RequestTarget.ofUrl(rest.group(2)),
                userInfo.isEmpty() || userInfo.contains(":") ? userInfo : userInfo + ":");
    }

    /// What the user info stands for, as curl sends it.
    Optional<Header> authorization() {
        return userInfo.isEmpty()
                ? Optional.empty()
                : Optional.of(new Header(
                        "Authorization", "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8))));
    }

    /// Any text with the user info of URLs in it made unreadable.
    public static String masked(String text) {
        return USER_INFO.matcher(text).replaceAll("$1***@");
    }

    /// Blanks around it are no part of it, nor are line ends and tabs anywhere.
    private static String bare(String text) {
        return text.strip().replaceAll("[\\t\\r\\n]", "");
    }

    private static void requireHttp(String text, String scheme) {
        switch (scheme) {
            case "http" -> {
                // the one that there is
            }
            case "https" ->
                throw refused(
                        text,
                        "asks for TLS, which is not supported: write http://host:port/path, and let a proxy"
                                + " end TLS where the server has no port without");
            case "unix", "http+unix" ->
                throw refused(
                        text,
                        "asks for a Unix socket, which is not supported: let the server listen on a TCP port"
                                + " and write http://host:port/path");
            default ->
                throw refused(
                        text,
                        text.contains("://")
                                ? "is not an http URL: write http://host:port/path"
                                : "is not an http URL: write http://" + masked(bare(text)));
        }
    }

    private static Address address(String text, String hostAndPort) {
        Matcher parts = PORT.matcher(hostAndPort);
        if (!parts.matches() || parts.group(1).isEmpty()) {
            throw refused(text, "names no host: write http://host:port/path");
        }
        try {
            return new Address(UrlHost.parse(parts.group(1)), port(parts.group(2)));
        } catch (IllegalArgumentException e) {
            throw refused(text, "cannot be used: " + e.getMessage());
        }
    }

    /// What stands there instead of a number may be part of a password, so it is not repeated.
    private static int port(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return HTTP_PORT;
        }
        if (digits.matches("[0-9]{1,9}")) {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw new IllegalArgumentException("the port must be a number from 1 to 65,535; in user info write %2F for a"
                + " slash, %3F for a question mark and %23 for #");
    }

    private static UsageException refused(String text, String why) {
        return new UsageException("\"" + masked(text) + "\" " + why);
    }
}
