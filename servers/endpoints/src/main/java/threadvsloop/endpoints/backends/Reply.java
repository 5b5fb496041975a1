package threadvsloop.endpoints.backends;

/// Where the result of an asynchronous call goes: one of the two, exactly once, on the loop that called, and never
/// within
/// the call.
public interface Reply<T> {

    void done(T value);

    void failed(BackendException e);
}
