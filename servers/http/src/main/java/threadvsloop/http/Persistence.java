package threadvsloop.http;

/// What a response says about the connection it is sent on.
public enum Persistence {
    /// It stays open, which in HTTP/1.1 goes without saying.
    KEEP_ALIVE(""),
    /// It stays open, said because an HTTP/1.0 client cannot know otherwise.
    KEEP_ALIVE_STATED("Connection: keep-alive\r\n"),
    /// It closes after this response.
    CLOSE("Connection: close\r\n");

    final String field;

    Persistence(String field) {
        this.field = field;
    }
}
