package threadvsloop.model.load;

import java.util.regex.Pattern;

/// One kind of request: what is asked, how often compared with the other kinds, and what a good answer looks like.
///
/// @param name names the kind in results and files: 1 to 40 letters, digits, dots, dashes and underscores
/// @param weight how often it is sent, compared with the weights of the other kinds; above 0
/// @param answerBytes length of the body of a good answer, decoded; [#ANY_LENGTH] if any will do. An answer of another
///     length is `Outcome.WRONG_LENGTH`
public record RequestKind(String name, RequestSpec request, double weight, long answerBytes) {
    public static final long ANY_LENGTH = -1;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9._]+");
    private static final int LONGEST_NAME = 40;

    public RequestKind {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a kind's name must be 1 to 40 letters, digits and . _ -, not '" + name + "'");
        }
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight of " + name + " must be a number above 0, not " + weight);
        }
        if (answerBytes < ANY_LENGTH) {
            throw new IllegalArgumentException(
                    "the length of an answer to " + name + " must be 0 or more, not " + answerBytes);
        }
    }

    /// Named after the target, any length of the answer: `GET /block/50` is called `block-50`.
    public static RequestKind of(RequestSpec request, double weight) {
        return new RequestKind(nameOf(request), request, weight, ANY_LENGTH);
    }

    /// The same, but for the length of a good answer.
    public RequestKind answeredBy(long bytes) {
        return new RequestKind(name, request, weight, bytes);
    }

    private static String nameOf(RequestSpec request) {
        String dashed = ODD.matcher(request.target()).replaceAll("-").replaceAll("^-|-$", "");
        return shortened(dashed.isEmpty() ? "root" : dashed, "");
    }

    /// The same with another name.
    RequestKind called(String other) {
        return new RequestKind(other, request, weight, answerBytes);
    }

    /// A name of a length that is allowed.
    static String shortened(String name, String ending) {
        String odd = ODD.matcher(name).replaceAll("-");
        return odd.substring(0, Math.min(odd.length(), LONGEST_NAME - ending.length())) + ending;
    }
}
