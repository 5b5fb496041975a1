package threadvsloop.loadgen.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import threadvsloop.loadgen.http.ResponseParser.Result;
import threadvsloop.model.measured.Outcome;

/// Answers that the grammar allows, drawn from a seed with all that servers do differently: case, blanks, folded lines,
/// order of fields, interim answers, codings, chunks, trailers, statuses that are none. What each means is known from
/// how it was made.
class RandomAnswersTest {
    private static final int ROUNDS = 20_000;

    private final Random random = new Random(23);

    /// How an answer's body is framed.
    private enum Framing {
        LENGTH,
        CHUNKS,
        UNTIL_CLOSE,
        NONE
    }

    private record Answer(boolean toHead, int status, Framing framing, int bodyBytes, boolean closes, String wire) {}

    @Test
    void everyAnswerMeansWhatItWasMadeToMean() {
        LastHead last = new LastHead();
        for (int round = 0; round < ROUNDS; round++) {
            Answer answer = answer();
            ResponseParser parser = new ResponseParser(answer.toHead(), last);

            Result result = parse(parser, answer.wire() + (answer.framing() == Framing.UNTIL_CLOSE ? "" : "next"));

            Result expected = answer.framing() == Framing.UNTIL_CLOSE ? Result.NEED_MORE : Result.COMPLETE;
            assertThat(result)
                    .describedAs("%s: %s", parser.defect(), answer.wire())
                    .isEqualTo(expected);
            if (result == Result.NEED_MORE) {
                assertThat(parser.end()).describedAs(answer.wire()).isEqualTo(Result.COMPLETE);
            }
            assertThat(parser.status()).isEqualTo(answer.status());
            assertThat(parser.bodyBytes()).describedAs(answer.wire()).isEqualTo(answer.bodyBytes());
            assertThat(parser.closes()).describedAs(answer.wire()).isEqualTo(answer.closes());
            Outcome outcome = Outcome.ofStatus(parser.status());
            assertThat(outcome.good()).isEqualTo(answer.status() >= 200 && answer.status() < 400);
            if (answer.status() < 100 || answer.status() >= 500) {
                assertThat(outcome).isEqualTo(Outcome.ANSWERED_5XX);
            }
        }
    }

    /// In pieces of random length; what follows the answer must be left.
    private Result parse(ResponseParser parser, String wire) {
        ByteBuffer in = ByteBuffer.wrap(wire.getBytes(ISO_8859_1));
        int end = in.limit();
        Result result = Result.NEED_MORE;
        boolean whole = random.nextBoolean();
        in.limit(0);
        while (result == Result.NEED_MORE && in.limit() < end) {
            in.limit(whole ? end : Math.min(end, in.limit() + 1 + random.nextInt(20)));
            result = parser.parse(in);
        }
        in.limit(end);
        if (result == Result.COMPLETE) {
            assertThat(ISO_8859_1.decode(in).toString()).isEqualTo("next");
        }
        return result;
    }

    private Answer answer() {
        int status = status();
        boolean toHead = random.nextInt(6) == 0;
        boolean none = toHead || status == 204 || status == 304;
        Framing framing = none ? Framing.NONE : Framing.values()[random.nextInt(3)];
        boolean old = random.nextInt(5) == 0;
        boolean close = random.nextInt(3) == 0;
        boolean keep = !close && random.nextBoolean();
        String body = "b".repeat(random.nextInt(40));
        List<String> fields = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.add(field("X-" + i, "a", "" + (char) (0xa0 + random.nextInt(90)), "c:d"));
        }
        if (close || keep) {
            fields.add(field("Connection", "x-y,", mixed(close ? "close" : "keep-alive")));
        }
        boolean coded = framing == Framing.CHUNKS;
        if (framing == Framing.LENGTH || (none && random.nextBoolean())) {
            fields.add(
                    random.nextInt(4) == 0
                            ? field("Content-Length", body.length() + ",", body.length() + "")
                            : field("Content-Length", body.length() + ""));
        } else if (coded) {
            fields.add(
                    random.nextBoolean()
                            ? field("Transfer-Encoding", mixed("chunked"))
                            : field("Transfer-Encoding", "gzip;level=9,", mixed("chunked")));
        } else if (framing == Framing.UNTIL_CLOSE && random.nextInt(3) == 0) {
            coded = true;
            fields.add(field("Transfer-Encoding", "gzip"));
        }
        Collections.shuffle(fields, random);
        String wire = interim()
                + "HTTP/1." + (old ? 0 : 1) + " " + String.format(Locale.ROOT, "%03d", status) + reason() + "\r\n"
                + String.join("", fields) + "\r\n"
                + (none ? "" : framed(framing, body));
        return new Answer(toHead, status, framing, none ? 0 : body.length(), close || (old && (!keep || coded)), wire);
    }

    /// Any three digits but those of an interim answer, and 101, after which there is no HTTP.
    private int status() {
        int status = random.nextInt(4) == 0 ? 200 : random.nextInt(1000);
        return status / 100 == 1 ? 200 : status;
    }

    private String reason() {
        return switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> " ";
            default -> " Not so bad";
        };
    }

    private String interim() {
        StringBuilder interim = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            interim.append("HTTP/1.1 10")
                    .append(random.nextBoolean() ? 0 : 3)
                    .append(reason())
                    .append("\r\n");
            interim.append(random.nextBoolean() ? "" : field("Content-Length", "7"));
            interim.append("\r\n");
        }
        return interim.toString();
    }

    private String framed(Framing framing, String body) {
        if (framing != Framing.CHUNKS) {
            return body;
        }
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < body.length(); ) {
            int length = 1 + random.nextInt(body.length() - at);
            chunks.append(random.nextInt(3) == 0 ? "0" : "").append(mixed(Integer.toHexString(length)));
            chunks.append(random.nextInt(3) == 0 ? ";x=\"y z\"" : "").append("\r\n");
            chunks.append(body, at, at + length).append("\r\n");
            at += length;
        }
        chunks.append("0\r\n");
        for (int i = random.nextInt(3); i > 0; i--) {
            chunks.append(field(i == 1 ? "Content-Length" : "Digest", "5", "x"));
        }
        return chunks + "\r\n";
    }

    /// A field of some words, with blanks and folds where they may stand.
    private String field(String name, String... words) {
        StringBuilder field = new StringBuilder(mixed(name)).append(':').append(blanks());
        for (int i = 0; i < words.length; i++) {
            field.append(i == 0 ? "" : fold()).append(words[i]);
        }
        return field.append(blanks()).append("\r\n").toString();
    }

    private String blanks() {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> " \t ";
            case 2 -> fold();
            default -> " ";
        };
    }

    private String fold() {
        return random.nextInt(3) == 0 ? "\r\n " + (random.nextBoolean() ? "\t" : "") : " ";
    }

    private String mixed(String word) {
        StringBuilder mixed = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            mixed.append(random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        return mixed.toString();
    }
}
