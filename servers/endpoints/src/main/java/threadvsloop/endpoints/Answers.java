package threadvsloop.endpoints;

import java.nio.ByteBuffer;
import threadvsloop.http.ContentType;
import threadvsloop.http.Request;
import threadvsloop.http.Response;

/// The parts of the endpoints that wait for nothing, and so are the same in both styles.
final class Answers {
    static final Response PLAINTEXT = Response.ok("Hello, World!");
    static final Response WAITED = Response.ok("waited");
    static final Response BLOCKED = Response.ok("blocked");
    static final Response OFFLOADED = Response.ok("offloaded");

    private static final int XORSHIFT_SEED = (int) 2463534242L;

    private Answers() {}

    static Response json() {
        byte[] body = new JsonWriter()
                .startObject()
                .field("message", "Hello, World!")
                .endObject()
                .toBytes();
        return Response.ok(ContentType.JSON, ByteBuffer.wrap(body));
    }

    static Response bytes(int length) {
        return Response.ok(ContentType.BYTES, Pattern.firstBytes(length));
    }

    static Response echo(Request request) {
        return Response.borrowed(ContentType.BYTES, request.body());
    }

    static Response cpu(int rounds) {
        return Response.ok(Integer.toUnsignedString(xorshift(rounds)));
    }

    static Response stats(Identity identity, Stats stats) {
        return Response.ok(ContentType.JSON, ByteBuffer.wrap(stats.toJson(identity)));
    }

    /// Marsaglia's 32-bit xorshift with the shifts 13, 17, 5 ("Xorshift RNGs", 2003), from his seed.
    private static int xorshift(int rounds) {
        int x = XORSHIFT_SEED;
        for (int i = 0; i < rounds; i++) {
            x ^= x << 13;
            x ^= x >>> 17;
            x ^= x << 5;
        }
        return x;
    }
}
