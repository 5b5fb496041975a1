package threadvsloop.netty;

import threadvsloop.http.Method;

/// The target of a request line: a path with or without a query, or a URL that has one.
final class Target {
    /// Of a target that is neither.
    static final int NO_PATH = -1;

    private Target() {}

    /// Where the path starts, or, if a URL has none, what follows it; [#NO_PATH] if the method takes no such target.
    static int pathStart(String target, Method method) {
        if (target.startsWith("/") || method == Method.CONNECT || (method == Method.OPTIONS && target.equals("*"))) {
            return 0;
        }
        int host = hostStart(target);
        int path = host;
        while (path >= 0 && path < target.length() && target.charAt(path) != '/' && target.charAt(path) != '?') {
            path++;
        }
        return path == host ? NO_PATH : path;
    }

    private static int hostStart(String target) {
        for (String scheme : new String[] {"http://", "https://"}) {
            if (target.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return NO_PATH;
    }
}
