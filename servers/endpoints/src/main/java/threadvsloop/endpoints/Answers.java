package threadvsloop.endpoints;

import java.nio.ByteBuffer;
import java.util.List;
import threadvsloop.endpoints.backends.Row;
import threadvsloop.endpoints.backends.UpstreamAnswer;
import threadvsloop.endpoints.server.Identity;
import threadvsloop.endpoints.server.JsonWriter;
import threadvsloop.endpoints.server.Stats;
import threadvsloop.http.ContentType;
import threadvsloop.http.Request;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// The parts of the endpoints that wait for nothing, and so are the same in both styles.
final class Answers {
    static final Response PLAINTEXT = Response.ok("Hello, World!");
    static final Response WAITED = Response.ok("waited");
    static final Response BLOCKED = Response.ok("blocked");
    static final Response OFFLOADED = Response.ok("offloaded");

    static final Response FAILED = Response.error(Status.INTERNAL_SERVER_ERROR, "the server failed");

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
        int x = Xorshift.SEED;
        for (int i = 0; i < rounds; i++) {
            x = Xorshift.next(x);
        }
        return Response.ok(Integer.toUnsignedString(x));
    }

    static Response upstream(List<UpstreamAnswer> answers) {
        JsonWriter json = new JsonWriter().startObject().field("calls", answers.size());
        json.name("answers").startArray();
        for (UpstreamAnswer answer : answers) {
            json.startObject().field("status", answer.status());
            json.field("bytes", answer.body().length()).endObject();
        }
        json.endArray().endObject();
        return Response.ok(ContentType.JSON, ByteBuffer.wrap(json.toBytes()));
    }

    static Response rows(List<Row> rows) {
        JsonWriter json = new JsonWriter().startArray();
        for (Row row : rows) {
            json.startObject().field("id", row.id());
            json.field("randomnumber", row.randomNumber()).endObject();
        }
        return Response.ok(ContentType.JSON, ByteBuffer.wrap(json.endArray().toBytes()));
    }

    static Response stats(Identity identity, Stats stats, Stats.Queued queued) {
        return Response.ok(ContentType.JSON, ByteBuffer.wrap(stats.toJson(identity, queued)));
    }
}
