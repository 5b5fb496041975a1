package threadvsloop.jetty;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import threadvsloop.http.Response;
import threadvsloop.http.Status;

/// Puts Jetty's own errors into the words of the contract: one line of text, and the end of the connection.
final class ErrorAnswers implements Request.Handler {
    private final AnswerWriter writer;

    ErrorAnswers(AnswerWriter writer) {
        this.writer = writer;
    }

    /// Called by Jetty for a request that failed before it was answered, on the thread that serves it.
    @Override
    public boolean handle(Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        Response answer = request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException failure
                ? answerTo(failure)
                : EndpointHandler.FAILED;
        writer.refuse(answer, Request.unWrap(request), response, callback);
        return true;
    }

    /// What the client is told of a request that Jetty does not take.
    static Response answerTo(HttpException failure) {
        String reason = failure.getReason();
        return Response.error(
                status(failure.getCode()),
                reason == null || reason.isBlank()
                        ? HttpStatus.getMessage(failure.getCode())
                        : reason.lines().findFirst().orElse(""));
    }

    private static Status status(int code) {
        for (Status status : Status.values()) {
            if (status.code() == code) {
                return status;
            }
        }
        return HttpStatus.isClientError(code) ? Status.BAD_REQUEST : Status.INTERNAL_SERVER_ERROR;
    }
}
