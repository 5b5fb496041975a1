package threadvsloop.endpoints;

/// A stack as deep as frameworks make it below the code that waits: calls of one method, each within the other. A frame
/// keeps some numbers that it needs again once the call below it has returned, and the result takes them all in. So a
/// compiler can leave no frame out; at most it lays a few together.
final class DeepCall {
    private DeepCall() {}

    /// What is done at the bottom of the stack.
    interface Bottom<A extends Exception, B extends Exception> {
        void reach() throws A, B;
    }

    /// Does something at the bottom of so many frames, on the calling thread, and returns from them all.
    ///
    /// @param frames at least 1
    static <A extends Exception, B extends Exception> void run(int frames, Bottom<A, B> bottom) throws A, B {
        if (descend(frames, Xorshift.SEED, bottom) == 0) {
            throw new IllegalStateException("a product of odd numbers was 0 after " + frames + " frames");
        }
    }

    private static <A extends Exception, B extends Exception> int descend(int frames, int x, Bottom<A, B> bottom)
            throws A, B {
        int first = Xorshift.next(x);
        int second = Xorshift.next(first);
        int third = Xorshift.next(second);
        int below = 1;
        if (frames > 1) {
            below = descend(frames - 1, third, bottom);
        } else {
            bottom.reach();
        }
        return below * (first | 1) * (second | 1) * (third | 1);
    }
}
