package threadvsloop.eventloop;

import threadvsloop.endpoints.Completion;
import threadvsloop.endpoints.options.Handicap;
import threadvsloop.http.Request;
import threadvsloop.http.Response;

/// A handler that is held back on purpose: it works a while before it passes a request on, and has the answer wait on a
/// timer of the loop.
record Handicapped(Handler handler, EventLoop loop, Handicap handicap) implements Handler {

    /// The handler itself, if nothing holds it back.
    static Handler with(Handicap handicap, Handler handler, EventLoop loop) {
        return handicap.equals(Handicap.NONE) ? handler : new Handicapped(handler, loop, handicap);
    }

    @Override
    public void answer(Request request, Completion answer) {
        handicap.burn();
        handler.answer(request, handicap.delayNs() == 0 ? answer : response -> hold(response, answer));
    }

    private void hold(Response response, Completion answer) {
        Response lasting = response.lasting();
        loop.sleep(handicap.delayNs(), () -> answer.complete(lasting));
    }
}
