package threadvsloop.http;

import java.nio.charset.StandardCharsets;

/// What [AnswerParser#parse] found.
public sealed interface ParsedAnswer {

    /// A complete answer.
    ///
    /// @param body decoded if it was chunked, as ISO 8859-1: a character is a byte
    /// @param keepAlive whether another request may be sent on the connection
    record Complete(int status, String body, boolean keepAlive) implements ParsedAnswer {

        static Complete of(int status, byte[] body, int bytes, boolean keepAlive) {
            return new Complete(status, new String(body, 0, bytes, StandardCharsets.ISO_8859_1), keepAlive);
        }
    }

    /// All input is consumed; parse again when there is more.
    enum Unfinished implements ParsedAnswer {
        NEED_MORE
    }

    /// What came is no answer that can be understood here. The connection is of no more use.
    record Garbage(String reason) implements ParsedAnswer {}
}
