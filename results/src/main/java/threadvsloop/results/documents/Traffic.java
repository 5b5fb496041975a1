package threadvsloop.results.documents;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a point's connections do, where it is more than to carry one bare request again and again.
///
/// @param mix kinds of request, drawn by weight; empty for the point's request alone, without a body and with any
/// answer
/// @param connectionPerRequest every request opens a connection of its own
/// @param slowReaders connections that read slowly beside the load; null for none
/// @param idle how many of the connections are held open and never used
/// @param slowWriters connections that write slowly beside the load; null for none
public record Traffic(
        List<Kind> mix,
        boolean connectionPerRequest,
        @JsonSetter(nulls = Nulls.SET) @Nullable SlowReaders slowReaders,
        int idle,
        @JsonSetter(nulls = Nulls.SET) @Nullable SlowWriters slowWriters) {

    public static final Traffic PLAIN = new Traffic(List.of(), false, null);

    /// The kind under which the numbers of slow readers stand.
    public static final String SLOW_READERS = "slow-reader";

    /// The kind under which the numbers of slow writers stand.
    public static final String SLOW_WRITERS = "slow-writer";

    /// As [Kind#answerBytes]: an answer of any length will do.
    public static final long ANY_LENGTH = -1;

    public Traffic {
        mix = List.copyOf(mix);
    }

    /// Without idle connections and slow writers.
    public Traffic(List<Kind> mix, boolean connectionPerRequest, @Nullable SlowReaders slowReaders) {
        this(mix, connectionPerRequest, slowReaders, 0, null);
    }

    /// The same with other requests.
    Traffic withRequests(UnaryOperator<String> other) {
        List<Kind> others = mix.stream()
                .map(kind -> new Kind(
                        kind.name(), other.apply(kind.request()), kind.weight(), kind.bodyBytes(), kind.answerBytes()))
                .toList();
        SlowReaders slow = slowReaders == null
                ? null
                : new SlowReaders(
                        slowReaders.connections(), other.apply(slowReaders.request()), slowReaders.bytesPerSecond());
        SlowWriters writers = slowWriters == null
                ? null
                : new SlowWriters(
                        slowWriters.connections(),
                        other.apply(slowWriters.request()),
                        slowWriters.bodyBytes(),
                        slowWriters.bytesPerSecond());
        return new Traffic(others, connectionPerRequest, slow, idle, writers);
    }

    /// Methods and targets of all that is asked for besides the point's own request.
    Stream<String> requests() {
        Stream<String> kinds = mix.stream().map(Kind::request);
        Stream<String> readers = Stream.ofNullable(slowReaders).map(SlowReaders::request);
        Stream<String> writers = Stream.ofNullable(slowWriters).map(SlowWriters::request);
        return Stream.of(kinds, readers, writers).flatMap(requests -> requests);
    }

    /// Whether requests of several kinds are mixed, so that each has numbers of its own.
    public boolean hasSeveralKinds() {
        return mix.size() > 1;
    }

    /// @param name names its numbers in documents, tables and files
    /// @param request method and target
    /// @param weight how often it is sent, compared with the others
    /// @param bodyBytes length of the request's body
    /// @param answerBytes length that a good answer's body must have, or [#ANY_LENGTH]
    public record Kind(String name, String request, double weight, int bodyBytes, long answerBytes) {}

    /// @param connections how many of the point's connections; they carry no part of its load
    /// @param request method and target of what they ask for all the time
    /// @param bytesPerSecond that each reads at most
    public record SlowReaders(int connections, String request, long bytesPerSecond) {}

    /// @param connections how many of the point's connections; they carry no part of its load
    /// @param request method and target of what they send all the time
    /// @param bodyBytes length of its body
    /// @param bytesPerSecond that each writes at most
    public record SlowWriters(int connections, String request, int bodyBytes, long bytesPerSecond) {}
}
