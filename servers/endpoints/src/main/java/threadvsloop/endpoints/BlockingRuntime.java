package threadvsloop.endpoints;

import java.io.IOException;

/// What blocking endpoints ask of their server. Every verb returns when it is done, and is called on the thread that
/// runs the request, which waits.
///
/// An [IOException] of a verb says that the client of the request is gone.
public interface BlockingRuntime {

    /// Waits no less than `ns` nanoseconds, in the server's own way.
    void sleep(long ns) throws IOException, InterruptedException;

    /// Blocks the thread for no less than `ns` nanoseconds, which is how it waits unless the server says otherwise.
    default void block(long ns) throws IOException, InterruptedException {
        sleep(ns);
    }

    /// Called when the thread is about to wait for something else, such as a backend: the time to send what was
    /// answered before.
    default void beforeWaiting() throws IOException {}

    /// Has the work done by a pool of worker threads, a small one of fixed size, and waits for it.
    void offload(Runnable work) throws IOException, InterruptedException;
}
