package threadvsloop.harness.backend;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import threadvsloop.harness.UsageException;

/// Where a PostgreSQL database is: `postgresql://user:password@host:port/name`, the form that every server takes.
///
/// @param url as it was given, password and all: for the servers only, never for a file
public record DatabaseAddress(String url, String user, String password, String host, int port, String name) {

    private static final int DEFAULT_PORT = 5432;
    private static final Pattern PASSWORD = Pattern.compile("(postgres(?:ql)?://[^:@/\\s]*):[^@\\s]*@");

    /// @throws UsageException for anything that is not of the form
    public static DatabaseAddress parse(String url) {
        try {
            URI uri = new URI(url);
            String userInfo = uri.getUserInfo();
            boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            String path = uri.getPath();
            if (postgres && uri.getHost() != null && userInfo != null && path != null && path.length() > 1) {
                int colon = userInfo.indexOf(':');
                return new DatabaseAddress(
                        url,
                        colon < 0 ? userInfo : userInfo.substring(0, colon),
                        colon < 0 ? "" : userInfo.substring(colon + 1),
                        uri.getHost(),
                        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                        path.substring(1));
            }
        } catch (java.net.URISyntaxException e) {
            throw new UsageException(advice(url) + " (" + e.getReason() + ")");
        }
        throw new UsageException(advice(url));
    }

    private static String advice(String url) {
        return "\"" + masked(url) + "\" is no database: write postgresql://user:password@host:port/name";
    }

    /// For the eyes of others: without the password.
    public String shown() {
        return masked(url);
    }

    /// Any text with the passwords of database addresses in it made unreadable.
    public static String masked(String text) {
        return PASSWORD.matcher(text).replaceAll("$1:***@");
    }

    /// As the JDBC driver takes it; user and password go beside it.
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, URLEncoder.encode(name, StandardCharsets.UTF_8));
    }
}
