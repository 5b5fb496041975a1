package threadvsloop.endpoints;

import threadvsloop.http.Response;

/// Where the answer to one request goes.
public interface Completion {

    /// Called exactly once for each request, on the loop that asked: during the call or later.
    void complete(Response response);
}
