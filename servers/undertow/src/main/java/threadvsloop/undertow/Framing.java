package threadvsloop.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import org.jspecify.annotations.Nullable;
import threadvsloop.http.Limits;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// What the contract asks of the head of a request and Undertow's parser does not check.
final class Framing {
    static final Response BODY_TOO_LONG =
            Response.error(Status.CONTENT_TOO_LARGE, "the body exceeds " + Limits.BODY_BYTES + " bytes");
    private static final Response LINE_TOO_LONG =
            Response.error(Status.URI_TOO_LONG, "the request line exceeds " + Limits.REQUEST_LINE_BYTES + " bytes");
    private static final Response HEADERS_TOO_LONG =
            Response.error(Status.HEADERS_TOO_LARGE, "the headers exceed " + Limits.HEADER_BLOCK_BYTES + " bytes");
    private static final Response TOO_MANY_HEADERS =
            Response.error(Status.HEADERS_TOO_LARGE, "more than " + Limits.HEADERS + " headers");
    private static final Response BAD_LENGTH =
            Response.error(Status.BAD_REQUEST, "the Content-Length is not a number that makes sense");
    private static final Response UNKNOWN_CODING =
            Response.error(Status.NOT_IMPLEMENTED, "the only transfer coding known here is chunked");
    private static final Response UNKNOWN_VERSION =
            Response.error(Status.VERSION_NOT_SUPPORTED, "only HTTP/1.x is spoken here");

    /// A shorter head cannot have too many headers: the shortest takes four bytes, `a:` and the line's end.
    private static final int SHORT_HEAD_BYTES = 4 * Limits.HEADERS;

    /// Decimals beyond these might not fit into 64 bits, and Undertow does not check that they do.
    private static final int LENGTH_DIGITS = 18;

    private Framing() {}

    /// The answer to a request that is refused for its head; null if it is not.
    ///
    /// @param headBytes of the head, with all line ends
    static @Nullable Response refusal(HttpServerExchange exchange, int headBytes) {
        HttpString protocol = exchange.getProtocol();
        if (!protocol.equals(Protocols.HTTP_1_1) && !protocol.equals(Protocols.HTTP_1_0)) {
            return UNKNOWN_VERSION;
        }
        HeaderMap headers = exchange.getRequestHeaders();
        Response refusal = headBytes <= SHORT_HEAD_BYTES ? null : refusalForSize(exchange, headers, headBytes);
        return refusal != null ? refusal : refusalForBody(headers);
    }

    private static @Nullable Response refusalForSize(HttpServerExchange exchange, HeaderMap headers, int headBytes) {
        int query = exchange.getQueryString().length();
        int line = exchange.getRequestMethod().length()
                + exchange.getRequestURI().length()
                + (query == 0 ? 0 : 1 + query)
                + "  HTTP/1.1\r\n".length();
        if (line > Limits.REQUEST_LINE_BYTES) {
            return LINE_TOO_LONG;
        }
        if (headBytes - line > Limits.HEADER_BLOCK_BYTES) {
            return HEADERS_TOO_LONG;
        }
        int count = 0;
        for (HeaderValues values : headers) {
            count += values.size();
        }
        return count > Limits.HEADERS ? TOO_MANY_HEADERS : null;
    }

    private static @Nullable Response refusalForBody(HeaderMap headers) {
        String coding = headers.getFirst(Headers.TRANSFER_ENCODING);
        if (coding != null) {
            return coding.equalsIgnoreCase("chunked") ? null : UNKNOWN_CODING;
        }
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        if (length == null) {
            return null;
        }
        if (length.length() > LENGTH_DIGITS) {
            return BAD_LENGTH;
        }
        return Long.parseLong(length) > Limits.BODY_BYTES ? BODY_TOO_LONG : null;
    }

    /// Whether the client asks for the end of the connection in a list of options, of which Undertow only understands
    /// `close` alone.
    static boolean asksToClose(HeaderMap headers) {
        HeaderValues values = headers.get(Headers.CONNECTION);
        if (values == null) {
            return false;
        }
        for (String value : values) {
            for (String option : value.split(",")) {
                if (option.strip().equalsIgnoreCase("close")) {
                    return true;
                }
            }
        }
        return false;
    }
}
