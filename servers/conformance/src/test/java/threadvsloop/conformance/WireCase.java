package threadvsloop.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Bytes of a client that then ends its sending, and what comes back. The project's own servers answer as the contract
/// has it; of a library server the suite records what it does, and changes nothing about it.
///
/// @param what the case, as a row of the contract's table; unlike any other
/// @param contract as [#outcome] says it
record WireCase(String what, String bytes, String contract) {

    /// The connection was closed without a word.
    static final String NO_ANSWER = "no answer";

    static List<WireCase> all() {
        return Stream.of(WireLines.all(), WireHeaders.all(), WireBodies.all())
                .flatMap(List::stream)
                .toList();
    }

    /// The status of each answer up to the end of the connection, such as `100, 200`; of an answer to `HEAD` that has a
    /// body, which is the last that can be told, also that.
    String outcome(ServerProcess server) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(bytes);
            return answers(connection, bytes.startsWith("HEAD"));
        }
    }

    /// The same with each byte sent by itself.
    String outcomeInPieces(ServerProcess server, int size) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.sendInPieces(bytes, size);
            return answers(connection, bytes.startsWith("HEAD"));
        }
    }

    /// The same after two requests whose answers are due first.
    String outcomeBehindOthers(ServerProcess server) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(Requests.get("/wait/10") + Requests.get("/plaintext") + bytes);
            String before =
                    connection.answer().status() + ", " + connection.answer().status() + ", ";
            return before + answers(connection, bytes.startsWith("HEAD"));
        }
    }

    private static String answers(RawConnection connection, boolean head) throws IOException {
        connection.endSendingIfOpen();
        List<String> answers = new ArrayList<>();
        while (!connection.isAtEnd()) {
            Answer answer = head ? connection.answerToHead() : connection.answer();
            boolean hasBody = head && !connection.isAtEnd();
            answers.add(answer.status() + (hasBody ? " with a body" : ""));
            if (hasBody) break;
        }
        return answers.isEmpty() ? NO_ANSWER : String.join(", ", answers);
    }

    @Override
    public String toString() {
        return what;
    }
}
