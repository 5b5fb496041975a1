package threadvsloop.eventloop;

/// What a selection key stands for. Called on the key's loop.
interface ReadyHandler {

    /// The channel is ready for what the key is interested in.
    void ready();

    /// Closes the channel, whatever it was doing.
    void abandon();
}
