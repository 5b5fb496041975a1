package threadvsloop.model.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// A request that is sent again and again.
///
/// @param method a token such as `GET`
/// @param target what stands in the request line: `/plaintext`, `/echo?x=1`
/// @param headers further headers. `Host` is added unless given; `Content-Length` is the generator's own
/// @param body the body, empty for none; copied in and out
@SuppressWarnings("ArrayRecordComponent") // A body is bytes; it is copied, and compared by content below.
public record RequestSpec(String method, String target, List<Header> headers, byte[] body) {
    public RequestSpec {
        if (!HttpText.isToken(method)) {
            throw new IllegalArgumentException("the method must be a token such as GET, not '" + method + "'");
        }
        if (!HttpText.isTarget(target) || !(target.startsWith("/") || target.equals("*"))) {
            throw new IllegalArgumentException(
                    "the target must start with / and hold no spaces, such as /plaintext, not '" + target + "'");
        }
        headers = List.copyOf(headers);
        for (Header header : headers) {
            if (header.is("Content-Length") || header.is("Transfer-Encoding")) {
                throw new IllegalArgumentException(
                        "header " + header.name() + " is set by the generator from the body: leave it out");
            }
        }
        body = body.clone();
    }

    /// A `GET` without further headers.
    public static RequestSpec get(String target) {
        return new RequestSpec("GET", target, List.of(), new byte[0]);
    }

    /// A `POST` of so many bytes, which are the letters a to z again and again.
    public static RequestSpec post(String target, int bodyBytes) {
        return new RequestSpec("POST", target, List.of(), letters(bodyBytes));
    }

    /// A body to send: the letters a to z again and again.
    ///
    /// @param bytes 0 and up
    public static byte[] letters(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a body must have 0 bytes or more, not " + bytes);
        }
        byte[] letters = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            letters[i] = (byte) ('a' + i % 26);
        }
        return letters;
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /// The bytes on the wire, the same for every request of a run.
    ///
    /// @param close whether `Connection: close` is sent, unless a header of that name is given
    public byte[] encode(Address to, boolean close) {
        StringBuilder head = new StringBuilder(256);
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.is("Host"))) {
            head.append("Host: ").append(to.authority()).append("\r\n");
        }
        if (close && headers.stream().noneMatch(header -> header.is("Connection"))) {
            head.append("Connection: close\r\n");
        }
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        if (body.length > 0 || expectsBody()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] wire = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, wire, start.length, body.length);
        return wire;
    }

    /// RFC 9110, section 8.6: these say their length even when it is zero.
    private boolean expectsBody() {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestSpec that
                && method.equals(that.method)
                && target.equals(that.target)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * method.hashCode() + target.hashCode()) + headers.hashCode()) + Arrays.hashCode(body);
    }
}
