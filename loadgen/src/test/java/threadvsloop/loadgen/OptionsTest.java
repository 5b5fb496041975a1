package threadvsloop.loadgen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import threadvsloop.model.load.Address;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.DurationText;
import threadvsloop.model.load.Header;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RateProfile;
import threadvsloop.model.load.RequestKind;
import threadvsloop.model.load.RequestMix;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.load.SessionLength;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;
import threadvsloop.model.load.ThinkTime;

class OptionsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    record Bad(String message, Callable<?> made) {
        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<Bad> bad() {
        Load load = Load.on(8080);
        byte[] none = {};
        return Stream.of(
                new Bad("port must be 1 to 65,535, not '0'", () -> Load.on(0).options()),
                new Bad(
                        "port must be 1 to 65,535, not '65536'",
                        () -> Load.on(65_536).options()),
                new Bad(
                        "connections must be 1 to 1,000,000, not '0'",
                        () -> load.connections(0).options()),
                new Bad(
                        "connections must be 0 to 1,000,000, not '-1'",
                        () -> load.shape(new LoadShape.Idle()).connections(-1).options()),
                new Bad(
                        "at most 1,000,000, not '0.0'",
                        () -> load.connectPerSecond(0).options()),
                new Bad(
                        "at most 1,000,000, not 'NaN'",
                        () -> load.connectPerSecond(Double.NaN).options()),
                new Bad(
                        "warm-up must be 0 s to 7 days, not '-1 ms'",
                        () -> load.warmupMs(-1).options()),
                new Bad(
                        "measurement must be 1 ms to 7 days, not '0 s'",
                        () -> load.measurementMs(0).options()),
                new Bad(
                        "timeout must be 1 ms to 1 hour, not '0 s'",
                        () -> load.timeoutMs(0).options()),
                new Bad(
                        "timeout must be 1 ms to 1 hour, not '2 h'",
                        () -> load.timeoutMs(7_200_000).options()),
                new Bad(
                        "not more than connections (4), not '5'",
                        () -> load.loops(5).options()),
                new Bad("loops must be 1 to 1,024", () -> load.loops(0).options()),
                new Bad(
                        "a connection per request needs requests",
                        () -> load.connectionPerRequest()
                                .shape(new LoadShape.Idle())
                                .options()),
                new Bad("slow readers must be fewer than connections (4), not '4'", () -> load.slowReaders(slow(4))),
                new Bad(
                        "slow readers need kept connections",
                        () -> load.slowReaders(slow(1)).connectionPerRequest()),
                new Bad("slow readers must be 1 or more, not 0", () -> slow(0)),
                new Bad("slow writers must be 1 or more, not 0", () -> writers(0)),
                new Bad("slow writers must be fewer than connections (4), not '4'", () -> load.slowWriters(writers(4))),
                new Bad(
                        "slow writers need kept connections",
                        () -> load.slowWriters(writers(1)).connectionPerRequest()),
                new Bad(
                        "together must be fewer than connections (4), not '4'",
                        () -> load.idle(1).slowReaders(slow(2)).slowWriters(writers(1))),
                new Bad("must have a body, as POST has, not GET", () -> new SlowWriters(1, RequestSpec.get("/"), 100)),
                new Bad("100 to 1,000,000, not 99", () -> new SlowWriters(1, RequestSpec.post("/", 9), 99)),
                new Bad("host must not be empty, not ' '", () -> new Address(" ", 80)),
                new Bad("targets must be 1 to 1000, not '0'", () -> load.targets(List.of())),
                new Bad(
                        "a source must be an address such as 127.0.0.2, not 'localhost'",
                        () -> load.sources("localhost")),
                new Bad("a source must be an address such as 127.0.0.2, not '0.0.0.0'", () -> load.sources("0.0.0.0")),
                new Bad("idle connections must be 0 or more, not '-1'", () -> load.idle(-1)),
                new Bad("idle connections must be fewer than connections (4), not '4'", () -> load.idle(4)),
                new Bad(
                        "idle connections need kept connections",
                        () -> load.idle(1).connectionPerRequest()),
                new Bad("beside a load need one", () -> load.idle(1).shape(new LoadShape.Idle())),
                new Bad(
                        "a connection per request needs an open loop, or a closed one without think time, not 'closed-think'",
                        () -> load.connectionPerRequest().shape(new LoadShape.Closed(new ThinkTime.Fixed(SECOND)))),
                new Bad("think time must be 1 µs to 1 hour, not '0 s'", () -> new ThinkTime.Fixed(Duration.ZERO)),
                new Bad("1 µs to 1 hour, not '2 h'", () -> new ThinkTime.Exponential(Duration.ofHours(2))),
                new Bad("must be 1 to 1,000,000, not '0.0'", () -> new SessionLength.Fixed(0)),
                new Bad("must be 1 to 1,000,000, not '0.5'", () -> new SessionLength.Geometric(0.5)),
                new Bad("sessions per second must be above 0", () -> sessions(Arrivals.POISSON, 0)),
                new Bad(
                        "not more than connections (1 with load), not '2'",
                        () -> load.idle(3).loops(2)),
                new Bad("100 to 1,000,000, not 99", () -> new SlowReaders(1, RequestSpec.get("/"), 99)),
                new Bad(
                        "receive buffer must be 1 KiB to 16 MiB, not 5",
                        () -> new SlowReaders(1, RequestSpec.get("/"), 1000, 5)),
                new Bad("1 to 16 kinds of request, not 0", () -> new RequestMix(List.of())),
                new Bad(
                        "two kinds of request are called a-b: rename one of them",
                        () -> new RequestMix(List.of(kind("/a/b", 1), kind("/a-b", 1)))),
                new Bad("the weight of a must be a number above 0, not 0.0", () -> kind("/a", 0)),
                new Bad("the weight of a must be a number above 0, not NaN", () -> kind("/a", Double.NaN)),
                new Bad("not 'a b'", () -> new RequestKind("a b", RequestSpec.get("/"), 1, 0)),
                new Bad("must be 0 or more, not -2", () -> kind("/a", 1).answeredBy(-2)),
                new Bad("requests per second must be above 0", () -> load.open(Arrivals.POISSON, 0)),
                new Bad("above 0 at some time, not always 0", () -> steps(0, 0)),
                new Bad("0 or more and at most 10,000,000, not -1.0", () -> RateProfile.ramp(5, -1, SECOND)),
                new Bad("a rate profile must have 1 to 1,000 knots, not 0", () -> steps()),
                new Bad("not at PT1S", () -> new RateProfile(List.of(new RateProfile.Knot(SECOND, 5)))),
                new Bad("in order of time, not at PT-1S after PT0S", () -> RateProfile.ramp(5, 6, SECOND.negated())),
                new Bad("at most 10,000,000, not Infinity", () -> load.open(Arrivals.POISSON, 1 / 0.0)),
                new Bad("the method must be a token such as GET, not 'GE T'", () -> request("GE T", "/", none)),
                new Bad("the method must be a token such as GET, not ''", () -> request("", "/", none)),
                new Bad("the target must start with /", () -> request("GET", "plaintext", none)),
                new Bad("hold no spaces, such as /plaintext, not '/a b'", () -> request("GET", "/a b", none)),
                new Bad("not '/\r\nX: y'", () -> request("GET", "/\r\nX: y", none)),
                new Bad(
                        "header Content-Length is set by",
                        () -> request("GET", "/", none, new Header("Content-Length", "1"))),
                new Bad("a header name must be a token", () -> new Header("X:", "y")),
                new Bad("the value of header X must be ASCII without control", () -> new Header("X", "y\r\nZ: 1")));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badValuesAreNamedWithTheirBounds(Bad bad) {
        assertThatThrownBy(bad.made()::call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(bad.message());
    }

    @Test
    void theRequestOnTheWire() {
        assertThat(wire(RequestSpec.get("/a?b=c"), "example", 8080))
                .isEqualTo("GET /a?b=c HTTP/1.1\r\nHost: example:8080\r\n\r\n");
        assertThat(new String(RequestSpec.get("/").encode(new Address("h", 80), true), US_ASCII))
                .isEqualTo("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(wire(RequestSpec.get("/"), "::1", 80)).contains("Host: [::1]\r\n");
        assertThat(wire(RequestSpec.get("/"), "fe80::1%eth0", 8080)).contains("Host: [fe80::1]:8080\r\n");
        assertThat(wire(request("GET", "/", new byte[0], new Header("host", "me")), "example", 80))
                .isEqualTo("GET / HTTP/1.1\r\nhost: me\r\n\r\n");
        assertThat(wire(request("PUT", "/", "abc".getBytes(US_ASCII)), "h", 1))
                .endsWith("\r\nContent-Length: 3\r\n\r\nabc");
        assertThat(wire(request("POST", "/", new byte[0]), "h", 1)).endsWith("\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void kindsOfOneNameAreToldApart() {
        RequestMix mix = RequestMix.named(List.of(
                kind("/a", 1),
                RequestKind.of(request("POST", "/a", new byte[0]), 1),
                kind("/b/c", 1),
                kind("/b-c", 1),
                kind("/" + "d".repeat(50) + "1", 1),
                kind("/" + "d".repeat(50) + "2", 1)));
        assertThat(mix.kinds())
                .extracting(RequestKind::name)
                .containsExactly("GET-a", "POST-a", "b-c", "b-c-2", "d".repeat(40), "d".repeat(38) + "-2");
        assertThatThrownBy(() -> RequestMix.named(List.of(kind("/a", 1), kind("/a", 2))))
                .hasMessageContaining("the same request is there twice, GET /a");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.000001S, 1 µs",
        "PT0.0000015S, 1.5 µs",
        "PT0.25S, 250 ms",
        "PT1.5S, 1.5 s",
        "PT90S, 90 s",
        "PT2M, 2 min",
        "PT2H, 2 h",
        "P7D, 7 d",
        "PT-0.001S, -1 ms",
        "PT-2H, -2 h"
    })
    void durationsAreWrittenAsPeopleDo(String iso, String text) {
        assertThat(DurationText.of(Duration.parse(iso))).isEqualTo(text);
    }

    @Test
    void aKindIsNamedAfterItsTarget() {
        assertThat(kind("/block/50", 1).name()).isEqualTo("block-50");
        assertThat(kind("/", 1).name()).isEqualTo("root");
        assertThat(kind("/find?x=1&y=2", 1).name()).isEqualTo("find-x-1-y-2");
    }

    @Test
    void requestsAreComparedByContent() {
        RequestSpec one = request("POST", "/", new byte[] {1, 2});

        assertThat(request("POST", "/", new byte[] {1, 2})).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(request("POST", "/", new byte[] {1, 3})).isNotEqualTo(one);
    }

    @Test
    void aBodyCannotBeChangedFromOutside() {
        byte[] body = {1};
        RequestSpec request = request("POST", "/", body);
        body[0] = 2;
        request.body()[0] = 3;

        assertThat(request.body()).containsExactly(1);
    }

    private static SlowReaders slow(int connections) {
        return new SlowReaders(connections, RequestSpec.get("/"), 1000);
    }

    private static RequestKind kind(String target, double weight) {
        return RequestKind.of(RequestSpec.get(target), weight);
    }

    private static RequestSpec request(String method, String target, byte[] body, Header... headers) {
        return new RequestSpec(method, target, List.of(headers), body);
    }

    private static String wire(RequestSpec request, String host, int port) {
        return new String(request.encode(new Address(host, port), false), US_ASCII);
    }

    /// Unlike shapes have unlike names.
    @Test
    void shapesAreTold() {
        assertThat(new LoadShape.Open(Arrivals.POISSON, 5).label()).isEqualTo("open-poisson");
        assertThat(new LoadShape.Open(Arrivals.CONSTANT, steps(5, 5)).label()).isEqualTo("open-constant");
        assertThat(new LoadShape.Open(Arrivals.CONSTANT, steps(5, 0, 5)).label())
                .isEqualTo("open-constant-steps");
        assertThat(new LoadShape.Open(Arrivals.POISSON, RateProfile.ramp(1, 2, SECOND)).label())
                .isEqualTo("open-poisson-ramp");
        assertThat(new LoadShape.Closed().label()).isEqualTo("closed");
        assertThat(new LoadShape.Closed(new ThinkTime.Fixed(SECOND)).label()).isEqualTo("closed-think");
        assertThat(sessions(Arrivals.CONSTANT, 5).label()).isEqualTo("partly-open-constant");
        assertThat(new LoadShape.Idle().label()).isEqualTo("idle");
    }

    @Test
    void theMeanRateIsThatOfTheTimeAskedFor() {
        assertThat(RateProfile.ramp(100, 300, SECOND).meanPerSecond(SECOND)).isEqualTo(200);
        assertThat(RateProfile.ramp(100, 300, SECOND).meanPerSecond(SECOND.multipliedBy(2)))
                .isEqualTo(250);
        assertThat(steps(100, 0, 500).meanPerSecond(SECOND.multipliedBy(3))).isEqualTo(200);
    }

    @Test
    void aRateChangesNoSoonerThanTheWarmUpBegins() {
        LoadShape turns = new LoadShape.Open(
                Arrivals.POISSON, RateProfile.turns(100, 0, 2, SECOND, SECOND.multipliedBy(2), SECOND.multipliedBy(6)));

        assertThatThrownBy(() -> LoadOptions.plain(
                        "127.0.0.1", 80, RequestSpec.get("/"), 1, 1, turns, SECOND, SECOND, SECOND, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a rate may change from the start of the warm-up (1 s) on, not '2 s'");
    }

    private static SlowWriters writers(int connections) {
        return new SlowWriters(connections, RequestSpec.post("/", 5), 1_000);
    }

    private static LoadShape sessions(Arrivals arrivals, double perSecond) {
        return new LoadShape.PartlyOpen(arrivals, perSecond, new SessionLength.Fixed(2), ThinkTime.NONE);
    }

    private static RateProfile steps(double... rates) {
        return RateProfile.steps(Arrays.stream(rates).boxed().toList(), SECOND);
    }
}
