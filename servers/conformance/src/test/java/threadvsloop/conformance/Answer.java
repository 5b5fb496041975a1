package threadvsloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A response as it came: the status line without its end, the headers in order, the body.
@SuppressWarnings("ArrayRecordComponent") // answers are taken apart, never compared as a whole
record Answer(String statusLine, List<Header> headers, byte[] body) {

    record Header(String name, String value) {}

    private static final Set<String> KNOWN =
            Set.of("server", "date", "content-type", "content-length", "connection", "allow");

    int status() {
        return Integer.parseInt(statusLine.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /// The value of a header that must be there exactly once.
    String header(String name) {
        assertThat(all(name)).as("%s of %s %s", name, statusLine, headers).hasSize(1);
        return all(name).getFirst();
    }

    /// That the answer has the headers that every answer has, and none that the contract does not know.
    Answer assertHeadersOf(Contestant contestant) {
        assertThat(header("Server")).isEqualTo(contestant.id());
        ZonedDateTime date = ZonedDateTime.parse(header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
        assertThat(Duration.between(date, ZonedDateTime.now(date.getZone())).abs())
                .as("age of Date: %s", date)
                .isLessThan(Duration.ofSeconds(30));
        assertThat(header("Content-Type"))
                .isIn("text/plain", "text/html", "application/json", "application/octet-stream");
        assertThat(header("Content-Length")).containsOnlyDigits();
        assertThat(headers)
                .allSatisfy(header ->
                        assertThat(header.name().toLowerCase(Locale.ROOT)).isIn(KNOWN));
        return this;
    }

    /// That the answer is the refusal every error gets: one line of reason in plain text, and the connection closed.
    Answer assertRefusal(int status, Contestant contestant) {
        assertThat(statusLine).as("%s", this).startsWith("HTTP/1.1 " + status + " ");
        assertHeadersOf(contestant);
        assertThat(header("Content-Type")).isEqualTo("text/plain");
        assertThat(header("Connection")).isEqualToIgnoringCase("close");
        assertThat(text().strip()).isNotEmpty().doesNotContain("\n");
        return this;
    }

    @Override
    public String toString() {
        return statusLine + " " + headers + " " + body.length + " bytes";
    }
}
