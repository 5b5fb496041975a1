package threadvsloop.helidon;

import io.helidon.http.HttpPrologue;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import threadvsloop.http.Method;
import threadvsloop.http.Request;

/// A request that Helidon parsed.
record HelidonRequest(Method method, String path, HttpPrologue prologue, ByteBuffer body) implements Request {

    @Override
    public CharSequence query() {
        return prologue.query().rawValue();
    }

    /// The path of a target, from which Helidon has cut the query: as it is, or what follows the authority of a URL.
    /// Null if it is neither a path nor an http URL, nor `*` with OPTIONS, nor of CONNECT.
    static @Nullable String path(Method method, String target) {
        if (target.startsWith("/") || method == Method.CONNECT || (method == Method.OPTIONS && target.equals("*"))) {
            return target;
        }
        int authority = schemeEnd(target);
        if (authority < 0 || authority == target.length() || target.charAt(authority) == '/') {
            return null;
        }
        int path = target.indexOf('/', authority);
        return path < 0 ? "/" : target.substring(path);
    }

    private static int schemeEnd(String target) {
        for (String scheme : new String[] {"http://", "https://"}) {
            if (target.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return -1;
    }
}
