package threadvsloop.endpoints.options;

import java.net.URI;

/// A PostgreSQL database, as `postgresql://user:password@host:port/name`.
///
/// @param password empty for none
public record DatabaseUrl(String user, String password, String host, int port, String name) {
    private static final int DEFAULT_PORT = 5432;

    /// @throws IllegalArgumentException if the text is not of the form
    public static DatabaseUrl parse(String text) {
        URI uri = URI.create(text);
        String userInfo = uri.getUserInfo();
        boolean complete = ("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme()))
                && uri.getHost() != null
                && userInfo != null
                && uri.getPath() != null
                && uri.getPath().length() > 1;
        if (!complete) {
            throw new IllegalArgumentException(text);
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new DatabaseUrl(
                user, password, uri.getHost(), port, uri.getPath().substring(1));
    }
}
