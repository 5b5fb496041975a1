package threadvsloop.endpoints;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import threadvsloop.http.Method;
import threadvsloop.http.Request;

/// A request as an adapter on another server would make it.
record TestRequest(Method method, CharSequence path, CharSequence query, ByteBuffer body) implements Request {

    static TestRequest of(String method, String target, String body) {
        String[] parts = target.split("\\?", 2);
        ByteBuffer bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
        return new TestRequest(Method.of(method), parts[0], parts.length == 1 ? "" : parts[1], bytes);
    }
}
