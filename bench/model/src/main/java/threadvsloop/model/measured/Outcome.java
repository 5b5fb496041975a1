package threadvsloop.model.measured;

/// How a request ended. The set is closed: every request of the measurement has exactly one of these, so their counts
/// sum to [LoadResult#requests]. Attempts to connect are no requests: see [ConnectFault].
public enum Outcome {
    /// The server switched protocols (101), which ends HTTP on that connection. Other 1xx answers are interim.
    ANSWERED_1XX("answered-1xx"),
    ANSWERED_2XX("answered-2xx"),
    ANSWERED_3XX("answered-3xx"),
    ANSWERED_4XX("answered-4xx"),
    ANSWERED_5XX("answered-5xx"),
    /// Sent, and no complete answer within the timeout. Censored at its age; its connection is closed and opened anew.
    TIMED_OUT("timed-out"),
    /// The connection was reset while the request was in flight. Censored at its age.
    RESET("reset"),
    /// The connection ended before the answer was complete. Censored at its age.
    CLOSED_EARLY("closed-early"),
    /// What came was not an HTTP/1.x answer, or more came than one answer. Its time is that of the defect.
    MALFORMED_ANSWER("malformed-answer"),
    /// A status of 2xx or 3xx with a body of another length than `RequestKind.answerBytes`.
    WRONG_LENGTH("wrong-length"),
    /// No connection became free within the timeout, or before the end; with a connection per request, or in a closed
    /// loop whose connection was lost: it could not be opened. Censored at its age.
    NOT_SENT("not-sent"),
    /// In flight when the drain ended or the run was stopped. Censored at its age.
    UNFINISHED("unfinished");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /// The name used in files: `answered-2xx`.
    public String label() {
        return label;
    }

    /// Whether the server did what was asked: an answer with a status of 2xx or 3xx.
    public boolean good() {
        return this == ANSWERED_2XX || this == ANSWERED_3XX;
    }

    /// Whether the server gave a complete HTTP answer, good or not: it has worked on the request.
    public boolean answer() {
        return switch (this) {
            case ANSWERED_1XX, ANSWERED_2XX, ANSWERED_3XX, ANSWERED_4XX, ANSWERED_5XX, WRONG_LENGTH -> true;
            default -> false;
        };
    }

    /// Whether the server answered otherwise than it was asked to: what was measured is then not what was asked.
    public boolean wrong() {
        return switch (this) {
            case ANSWERED_1XX, ANSWERED_4XX, MALFORMED_ANSWER, WRONG_LENGTH -> true;
            default -> false;
        };
    }

    /// Whether a status sends the client elsewhere; 304 does not.
    public static boolean redirects(int status) {
        return switch (status) {
            case 300, 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /// A status that is none, 600 and up, counts as 5xx (RFC 9110, section 15).
    public static Outcome ofStatus(int status) {
        return switch (status / 100) {
            case 1 -> ANSWERED_1XX;
            case 2 -> ANSWERED_2XX;
            case 3 -> ANSWERED_3XX;
            case 4 -> ANSWERED_4XX;
            default -> ANSWERED_5XX;
        };
    }
}
