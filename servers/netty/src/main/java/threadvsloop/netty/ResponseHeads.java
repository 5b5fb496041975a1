package threadvsloop.netty;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.util.AsciiString;
import java.time.Clock;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import threadvsloop.http.ContentType;
import threadvsloop.http.Persistence;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// Makes Netty's responses of the endpoints': for its encoder, the headers in one flat array, every text but the length
/// encoded beforehand. For one loop.
final class ResponseHeads {
    private static final AsciiString SERVER = new AsciiString("Server");
    private static final AsciiString DATE = new AsciiString("Date");
    private static final AsciiString CONTENT_TYPE = new AsciiString("Content-Type");
    private static final AsciiString CONTENT_LENGTH = new AsciiString("Content-Length");
    private static final AsciiString ALLOW = new AsciiString("Allow");
    private static final AsciiString CONNECTION = new AsciiString("Connection");
    private static final AsciiString CLOSE = new AsciiString("close");
    private static final AsciiString KEEP_ALIVE = new AsciiString("keep-alive");
    private static final long SECOND_MS = 1_000;

    private static final Map<Status, HttpResponseStatus> STATUSES = new EnumMap<>(Status.class);
    private static final Map<ContentType, AsciiString> TYPES = new EnumMap<>(ContentType.class);

    static {
        for (Status status : Status.values()) {
            STATUSES.put(status, new HttpResponseStatus(status.code(), status.phrase()));
        }
        for (ContentType type : ContentType.values()) {
            TYPES.put(type, new AsciiString(type.mediaType()));
        }
    }

    private final AsciiString server;
    private final Clock clock;
    private AsciiString date = AsciiString.EMPTY_STRING;
    private long dateUntilNs = System.nanoTime();

    /// @param server the value of the `Server` header field
    ResponseHeads(String server, Clock clock) {
        this.server = new AsciiString(server);
        this.clock = clock;
    }

    /// @param content what is sent of the body: all of it, or nothing
    FullHttpResponse with(Response response, Persistence persistence, ByteBuf content) {
        HttpResponseStatus status = STATUSES.get(response.status());
        HttpHeaders headers = new ReadOnlyHttpHeaders(false, fields(response, persistence));
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content, headers, EmptyHttpHeaders.INSTANCE);
    }

    /// Names and values in turn.
    private CharSequence[] fields(Response response, Persistence persistence) {
        AsciiString type = TYPES.get(response.type());
        String length = Integer.toString(response.bodyLength());
        if (persistence == Persistence.KEEP_ALIVE && response.allow().isEmpty()) {
            return new CharSequence[] {
                SERVER, server, DATE, date(), CONTENT_TYPE, type, CONTENT_LENGTH, length,
            };
        }
        AsciiString connection = persistence == Persistence.CLOSE ? CLOSE : KEEP_ALIVE;
        if (response.allow().isEmpty()) {
            return new CharSequence[] {
                SERVER, server, DATE, date(), CONTENT_TYPE, type, CONTENT_LENGTH, length, CONNECTION, connection,
            };
        }
        if (persistence == Persistence.KEEP_ALIVE) {
            return new CharSequence[] {
                SERVER, server, DATE, date(), CONTENT_TYPE, type, CONTENT_LENGTH, length, ALLOW, response.allow(),
            };
        }
        return new CharSequence[] {
            SERVER,
            server,
            DATE,
            date(),
            CONTENT_TYPE,
            type,
            CONTENT_LENGTH,
            length,
            ALLOW,
            response.allow(),
            CONNECTION,
            connection,
        };
    }

    /// Renewed with the second.
    @SuppressWarnings("JavaUtilDate") // it is what Netty's formatter takes
    private AsciiString date() {
        long nowNs = System.nanoTime();
        if (nowNs - dateUntilNs >= 0) {
            long timeMs = clock.millis();
            date = new AsciiString(DateFormatter.format(new Date(timeMs)));
            dateUntilNs = nowNs + TimeUnit.MILLISECONDS.toNanos(SECOND_MS - timeMs % SECOND_MS);
        }
        return date;
    }
}
