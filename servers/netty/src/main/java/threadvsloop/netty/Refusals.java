package threadvsloop.netty;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import threadvsloop.http.Limits;
import threadvsloop.http.Method;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// What is answered to requests that cannot be served: those that Netty's decoder could not decode, and those that the
/// contract refuses besides.
final class Refusals {
    static final Response TOO_LATE = Response.error(Status.REQUEST_TIMEOUT, "the request took too long to arrive");
    static final Response FAILED = Response.error(Status.INTERNAL_SERVER_ERROR, "the server failed");
    static final Response BODY_TOO_LARGE =
            Response.error(Status.CONTENT_TOO_LARGE, "body exceeds " + Limits.BODY_BYTES + " bytes");

    private static final Response LINE_TOO_LONG =
            Response.error(Status.URI_TOO_LONG, "request line exceeds " + Limits.REQUEST_LINE_BYTES + " bytes");
    private static final Response HEADERS_TOO_LARGE = Response.error(
            Status.HEADERS_TOO_LARGE,
            "headers exceed " + Limits.HEADER_BLOCK_BYTES + " bytes or " + Limits.HEADERS + " lines");
    private static final Response VERSION_NOT_SUPPORTED =
            Response.error(Status.VERSION_NOT_SUPPORTED, "only HTTP/1.1 and HTTP/1.0 are spoken here");
    private static final Response UNKNOWN_CODING =
            Response.error(Status.NOT_IMPLEMENTED, "the only transfer coding known here is chunked");
    private static final Response BAD_HEAD =
            Response.error(Status.BAD_REQUEST, "request line, headers or body length are malformed");
    private static final Response BAD_BODY = Response.error(Status.BAD_REQUEST, "chunks are malformed");
    private static final Response BAD_HOST =
            Response.error(Status.BAD_REQUEST, "HTTP/1.1 needs one Host header, and no request may have two");
    private static final Response BAD_TARGET = Response.error(
            Status.BAD_REQUEST, "request target is neither a path nor an http URL, nor * with OPTIONS, nor of CONNECT");

    private Refusals() {}

    /// What stands against a request as far as its head tells; null if nothing does.
    static @Nullable Response ofHead(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            return ofUndecoded(head);
        }
        HttpHeaders headers = head.headers();
        if (Target.pathStart(head.uri(), Method.of(head.method().name())) == Target.NO_PATH) {
            return BAD_TARGET;
        }
        if (headers.size() > Limits.HEADERS) {
            return HEADERS_TOO_LARGE;
        }
        if (!isHostGivenRightly(head)) {
            return BAD_HOST;
        }
        if (contentLength(headers) > Limits.BODY_BYTES) {
            return BODY_TOO_LARGE;
        }
        return hasUnknownCoding(headers) ? UNKNOWN_CODING : null;
    }

    /// What is answered when a body cannot be decoded.
    static Response ofBody(Throwable cause) {
        return cause instanceof TooLongHttpHeaderException ? HEADERS_TOO_LARGE : BAD_BODY;
    }

    /// In bytes; -1 if the headers do not say. The decoder has seen to it that there is one number at most.
    static long contentLength(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    private static Response ofUndecoded(HttpRequest head) {
        return switch (head.decoderResult().cause()) {
            case TooLongHttpLineException _ -> LINE_TOO_LONG;
            case TooLongHttpHeaderException _ -> HEADERS_TOO_LARGE;
            case RequestDecoder.UnsupportedVersionException _ -> VERSION_NOT_SUPPORTED;
            default -> lacksChunked(head) ? UNKNOWN_CODING : BAD_HEAD;
        };
    }

    /// Whether it is for want of `chunked` that the end of the body, and with it the request, cannot be told.
    private static boolean lacksChunked(HttpRequest head) {
        HttpHeaders headers = head.headers();
        return head.protocolVersion().minorVersion() > 0
                && headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !HttpUtil.isTransferEncodingChunked(head);
    }

    private static boolean isHostGivenRightly(HttpRequest head) {
        Iterator<? extends CharSequence> hosts = head.headers().valueCharSequenceIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return head.protocolVersion().minorVersion() == 0;
        }
        hosts.next();
        return !hosts.hasNext();
    }

    /// Of a body that ends in chunks, as the decoder has seen to.
    private static boolean hasUnknownCoding(HttpHeaders headers) {
        Iterator<? extends CharSequence> codings = headers.valueCharSequenceIterator(HttpHeaderNames.TRANSFER_ENCODING);
        while (codings.hasNext()) {
            if (!HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.next())) {
                return true;
            }
        }
        return false;
    }
}
