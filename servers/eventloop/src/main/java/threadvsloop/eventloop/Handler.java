package threadvsloop.eventloop;

import threadvsloop.endpoints.Completion;
import threadvsloop.http.Request;

/// What answers the requests of one loop, on its thread.
public interface Handler {

    /// Answers one request, which stays valid until it is answered or this call returns, whichever is first.
    void answer(Request request, Completion answer);
}
