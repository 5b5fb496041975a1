package threadvsloop.harness.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.plan.RunRequest;
import threadvsloop.harness.plan.TrialCost;
import threadvsloop.harness.trial.Turns;
import threadvsloop.model.load.Arrivals;
import threadvsloop.model.load.Connections;
import threadvsloop.model.load.LoadOptions;
import threadvsloop.model.load.LoadShape;
import threadvsloop.model.load.RateProfile;
import threadvsloop.model.load.RequestSpec;
import threadvsloop.model.load.SessionLength;
import threadvsloop.model.load.SlowReaders;
import threadvsloop.model.load.SlowWriters;
import threadvsloop.model.load.ThinkTime;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Traffic;

/// What a user may get wrong in a YAML file, and what is said.
class ConfigurationTest {

    private static final String GOOD = """
            id: waiting
            title: Waiting
            question: Who waits?
            mode: open-poisson
            request: GET /wait/100
            sweep: true
            warmup: 1s
            measurement: 2500ms
            points:
              - {connections: 1000, rate-per-connection: 2}
              - {id: few, connections: 10, rate: 50}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsAScenario() throws IOException {
        assertThat(read(GOOD).toRun(List.of()).points())
                .containsExactly(
                        new PointSpec(
                                "c1000", PointSpec.Mode.OPEN_POISSON, 1_000, 2_000, "GET /wait/100", 2_000, 1, 2.5),
                        new PointSpec("few", PointSpec.Mode.OPEN_POISSON, 10, 50, "GET /wait/100", 2_000, 1, 2.5));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # in the good file | put                        | and be told
            sweep: true        | swep: true                 | unknown field "swep": did you mean "sweep"?
            rate: 50           | rat: 50                    | unknown field "rat": did you mean "rate"?
            open-poisson       | open-poison                | unknown mode "open-poison": did you mean "open-poisson"?
            warmup: 1s         | warmup: 1                  | "1" is not a duration
            mode: open-poisson | mode: idle                 | "request" belongs to every scenario but an idle one
            rate: 50           | rate: -5                   | write requests per second as 500, 0.1, 2k or 30/m, a ramp as 100..2000
            rate: 50           | rate: 0                    | must be above 0
            rate: 50           | rate: "5,0,x"              | write requests per second as 500, 0.1, 2k or 30/m, a ramp as 100..2000
            rate: 50           | rate: 50, sessions: 5      | takes no sessions: remove them
            sweep: true        | think: 1s                  | "think" belongs to closed and partly open modes
            sweep: true        | session-requests: 5        | mode open-poisson takes no "session-requests"
            sweep: true        | idle-share: 1              | idle-share is 1.0: it must be 0 or more and below 1
            sweep: true        | slow-writers: {share: 0, request: POST /echo, body-bytes: 9, bytes-per-second: 500} | above 0 and below 1
            sweep: true        | slow-writers: {share: 0.1, request: GET /, body-bytes: 0, bytes-per-second: 500} | must have a body
            , rate: 50         | ''                         | point few in mode open-poisson needs rate
            connections: 10,   | ''                         | field "connections" is missing
            connections: 10,   | connections: 0,            | at least 1 is needed
            id: few            | id: c1000                  | two points are called c1000
            title: Waiting     | ''                         | field "title" is missing
            sweep: true        | prime: 2                   | "2" is not a duration
            sweep: true        | requests: [{request: GET /, weight: 1}] | there are both
            request: GET /wait/100 | request: GETwait       | "GETwait" is not a request
            sweep: true        | slow-readers: {share: 1, request: GET /, bytes-per-second: 500} | above 0 and below 1
            sweep: true        | slow-readers: {share: 0.1, request: GET /, bytes-per-second: 5} | 100 to 1,000,000
            sweep: true        | slow-readers: {share: 0.1, request: GET /} | field "bytes-per-second" is missing
            rate: 50           | rate: 50, body-bytes: -1   | bytes
            rate: 50           | rate: 50, turn: 300ms      | warm-up and measurement must be whole turns
            rate: 50           | rate: 10..50, turn: 250ms  | needs one rate, not 10..50
            title: Waiting     | title: "Waiting            | cannot be read as YAML
            sweep: true        | needs: [upstram]           | unknown backend in "needs" "upstram": did you mean "upstream"?
            GET /wait/100      | GET /db/1                  | request GET /db/1 cannot be answered without its backend: add needs: [database]
            rate: 50           | rate: 50, request: GET /page/1/1 | add needs: [upstream]
            request: GET       | needs: [upstream] # GET    | "request" belongs to every scenario but an idle one
            """)
    void saysWhatIsWrongAndWhatToDo(String good, String bad, String message) {
        assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("waiting.yaml")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aPointMayHaveARequestOfItsOwnAndAScenarioBackends() throws IOException {
        var scenario = read(GOOD.replace("sweep: true", "needs: [database, upstream, database]")
                        .replace("rate: 50", "rate: 50, request: GET /db/1"))
                .toRun(List.of());
        assertThat(scenario.needs()).containsExactly("database", "upstream");
        assertThat(scenario.points()).extracting(PointSpec::request).containsExactly("GET /wait/100", "GET /db/1");
    }

    @Test
    void readsWhatConnectionsDo() throws IOException {
        ScenarioFile mixed = read("""
                id: waiting
                title: Mixed
                question: Who suffers?
                mode: open-poisson
                requests:
                  - {request: GET /plaintext, weight: 99}
                  - {request: POST /echo, weight: 1, name: sent-back, body-bytes: 10, answer-bytes: 10}
                slow-readers: {share: 0.1, request: GET /bytes/1000, bytes-per-second: 500}
                warmup: 1s
                measurement: 2s
                points:
                  - {connections: 200, rate: 100}
                """);
        PointSpec point = mixed.toRun(List.of()).points().getFirst();
        assertThat(point.request()).isEqualTo("GET /plaintext");
        assertThat(point.traffic())
                .isEqualTo(new Traffic(
                        List.of(
                                new Traffic.Kind("plaintext", "GET /plaintext", 99, 0, Traffic.ANY_LENGTH),
                                new Traffic.Kind("sent-back", "POST /echo", 1, 10, 10)),
                        false,
                        new Traffic.SlowReaders(20, "GET /bytes/1000", 500)));
        LoadOptions options = PointLoad.options(point, 80, 7, 1);
        assertThat(options.requests().kinds().getLast().request()).isEqualTo(RequestSpec.post("/echo", 10));
        assertThat(options.connections().slowReaders())
                .isEqualTo(new SlowReaders(20, RequestSpec.get("/bytes/1000"), 500));
    }

    @Test
    void aBodyBelongsToItsPointAndAConnectionToItsRequest() throws IOException {
        ScenarioFile churn = read(GOOD.replace("sweep: true", "connection-per-request: true")
                .replace("rate: 50", "rate: 50, request: POST /echo, body-bytes: 5, answer-bytes: 5"));
        List<PointSpec> points = churn.toRun(List.of()).points();
        assertThat(points.getFirst().traffic()).isEqualTo(new Traffic(List.of(), true, null));
        assertThat(points.getLast().traffic().mix()).containsExactly(new Traffic.Kind("echo", "POST /echo", 1, 5, 5));
        assertThat(PointLoad.options(points.getLast(), 80, 7, 1).connections().perRequest())
                .isTrue();
    }

    @Test
    void readsHowALoadGoesOn() throws IOException {
        List<PointSpec> open = read(GOOD.replace("rate: 50", "rate: 100..300")
                        .replace("rate-per-connection: 2", "rate: \"100,0,500\""))
                .toRun(List.of())
                .points();
        assertThat(open.getFirst().offeredPerSecond()).isCloseTo(200, within(1e-6));
        assertThat(open.getFirst().course()).isEqualTo(new PointSpec.Course("100,0,500", "", "", 0));
        assertThat(shape(open.getFirst())).isEqualTo("open-poisson-steps");
        assertThat(open.getLast().offeredPerSecond()).isEqualTo(200);
        assertThat(shape(open.getLast())).isEqualTo("open-poisson-ramp");

        PointSpec closed = read(GOOD.replace("open-poisson", "closed")
                        .replace("sweep: true", "think: exp:100ms")
                        .replace(", rate: 50", "")
                        .replace(", rate-per-connection: 2", ""))
                .toRun(List.of())
                .points()
                .getLast();
        assertThat(closed.course()).isEqualTo(new PointSpec.Course("", "exp:100ms", "", 0));
        assertThat(PointLoad.options(closed, 80, 7, 1).shape())
                .isEqualTo(new LoadShape.Closed(new ThinkTime.Exponential(Duration.ofMillis(100))));

        PointSpec sessions = read(GOOD.replace("open-poisson", "partly-open-constant")
                        .replace("sweep: true", "think: 1s\nsession-requests: geo:4")
                        .replace("rate: 50", "sessions: 50")
                        .replace("rate-per-connection: 2", "sessions: 2.5"))
                .toRun(List.of())
                .points()
                .getLast();
        assertThat(sessions.offeredPerSecond()).isEqualTo(200);
        assertThat(PointLoad.options(sessions, 80, 7, 1).shape())
                .isEqualTo(new LoadShape.PartlyOpen(
                        Arrivals.CONSTANT,
                        50,
                        new SessionLength.Geometric(4),
                        new ThinkTime.Fixed(Duration.ofSeconds(1))));
    }

    @Test
    void readsWhoTakesTurns() throws IOException {
        PointSpec point = read(GOOD.replace("rate: 50", "rate: 50, turn: 250ms, measurement: 500ms")
                        .replace("warmup: 1s", "warmup: 250ms"))
                .toRun(List.of())
                .points()
                .getLast();
        assertThat(point.course().turnSeconds()).isEqualTo(0.25);
        assertThat(point.measureSeconds()).isEqualTo(0.5);

        LoadOptions third = new Turns(3).turn(2).interleaved(PointLoad.options(point, 80, 7, 1), point);
        assertThat(third.warmup()).isEqualTo(Duration.ofMillis(750));
        assertThat(third.measurement()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(third.shape())
                .isEqualTo(new LoadShape.Open(
                        Arrivals.POISSON,
                        RateProfile.turns(
                                50, 2, 3, Duration.ofMillis(250), Duration.ofMillis(750), Duration.ofMillis(2_250))));
        assertThat(PointLoad.options(point, 80, 7, 1).shape())
                .as("who is alone has every turn")
                .isEqualTo(new LoadShape.Open(Arrivals.POISSON, 50));
    }

    @Test
    void onlyOpenLoadsWithoutBackendsAreTakenInTurns() {
        assertThatThrownBy(() -> read(
                        GOOD.replace("sweep: true", "needs: [upstream]").replace("rate: 50", "rate: 50, turn: 500ms")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("point few in turns: servers that take turns need no backend");
        assertThatThrownBy(() -> read(GOOD.replace("open-poisson", "closed")
                        .replace(", rate: 50", ", turn: 1s")
                        .replace(", rate-per-connection: 2", "")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("point few in mode closed takes no turn: remove it");
    }

    @Test
    void readsWhatIsBesideALoad() throws IOException {
        PointSpec point = read(GOOD.replace(
                        "sweep: true",
                        "idle-share: 0.5\nslow-writers: {share: 0.1, request: POST /echo, body-bytes: 9,"
                                + " bytes-per-second: 500}"))
                .toRun(List.of())
                .points()
                .getLast();
        assertThat(point.traffic())
                .isEqualTo(new Traffic(List.of(), false, null, 5, new Traffic.SlowWriters(1, "POST /echo", 9, 500)));
        assertThat(point.requests()).containsExactly("GET /wait/100", "POST /echo");
        assertThat(PointLoad.options(point, 80, 7, 1).connections())
                .isEqualTo(new Connections(
                        10, 2_000, false, 5, null, new SlowWriters(1, RequestSpec.post("/echo", 9), 500)));
    }

    @Test
    void readsThatAServerIsPrimed() throws IOException {
        PointSpec point = read(GOOD.replace("sweep: true", "prime: 1500ms"))
                .toRun(List.of())
                .points()
                .getFirst();
        assertThat(point.primeSeconds()).isEqualTo(1.5);
        assertThat(TrialCost.of(point).time())
                .isEqualTo(TrialCost.of(read(GOOD).toRun(List.of()).points().getFirst())
                        .time()
                        .plusMillis(1500));
        LoadOptions priming = PointLoad.priming(point, point.primeSeconds(), 80, 7, 2);
        assertThat(priming.connections()).isEqualTo(Connections.kept(16, 2_000));
        assertThat(priming.shape()).isEqualTo(new LoadShape.Closed(new ThinkTime.None()));
        assertThat(priming.requests())
                .isEqualTo(PointLoad.options(point, 80, 7, 2).requests());
        assertThat(priming.measurement()).isEqualTo(Duration.ofMillis(1500));
        assertThatThrownBy(() -> read(GOOD.replace("open-poisson", "idle")
                        .replace("request: GET /wait/100", "prime: 1s")
                        .replace(", rate: 50", "")
                        .replace(", rate-per-connection: 2", "")))
                .hasMessageContaining("\"prime\" belongs to every scenario but an idle one");
    }

    private static String shape(PointSpec point) {
        return PointLoad.options(point, 80, 7, 1).shape().label();
    }

    @Test
    void anUnknownPointIsNamed() throws IOException {
        ScenarioFile scenario = read(GOOD);
        assertThatThrownBy(() -> scenario.toRun(List.of("c100")))
                .hasMessage("unknown point of scenario waiting \"c100\": did you mean \"c1000\"?");
    }

    /// In the order of their file, and no variant.
    @Test
    void allContestantsAreThoseOfTheProject() {
        Project project = Project.find();
        Catalogue catalogue = Catalogue.read(project);
        List<String> every =
                Yaml.read(project.contestants(), new TypeReference<List<CatalogueContestant>>() {}).stream()
                        .map(Contestant::id)
                        .toList();

        assertThat(every).hasSizeGreaterThan(10);
        assertThat(catalogue.profile("all").contestants()).isEqualTo(every);
        assertThat(catalogue.profile("quick").contestants()).isSubsetOf(every).hasSizeLessThan(every.size());
    }

    @Test
    void whatIsNeitherAListNorAllIsNoContestant() throws IOException {
        Path file = Files.writeString(
                folder.resolve("profiles.yaml"),
                "[{id: p, description: d, contestants: nod, blocks: 1, scenarios: [{id: json}]}]");
        Profile profile = Yaml.read(file, new TypeReference<List<Profile>>() {}).getFirst();
        Catalogue project = Catalogue.read(Project.find());

        assertThatThrownBy(() ->
                        project.contestant(profile.naming(project.contestants().keySet())
                                .contestants()
                                .getFirst()))
                .hasMessage("unknown contestant \"nod\": did you mean \"node\"?");
    }

    /// The files of the project itself.
    @Test
    void everyProfileNamesOnlyWhatExists() {
        Project project = Project.find();
        Catalogue catalogue = Catalogue.read(project);
        RunRequest.Choices none = new RunRequest.Choices(
                List.of(),
                List.of(),
                List.of(),
                java.util.OptionalInt.empty(),
                java.util.OptionalInt.empty(),
                java.util.OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(catalogue.profiles().keySet())
                .contains("quick", "connections", "backends", "work", "shapes", "micro", "claims");
        for (String profile : catalogue.profiles().keySet()) {
            RunRequest request = RunRequest.of(catalogue, project, profile, none);
            assertThat(request.plan().trials().isEmpty())
                    .isEqualTo(request.profile().jmh() != null);
        }
    }

    private ScenarioFile read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("waiting.yaml"), text);
        return Yaml.read(file, new TypeReference<>() {});
    }
}
