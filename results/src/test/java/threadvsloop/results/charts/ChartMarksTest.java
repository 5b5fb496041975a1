package threadvsloop.results.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.claims.ClaimsDocument.BlockValue;
import threadvsloop.results.claims.ClaimsDocument.Claim;
import threadvsloop.results.claims.ClaimsDocument.Effect;
import threadvsloop.results.claims.ClaimsDocument.Part;
import threadvsloop.results.claims.Ruling;
import threadvsloop.results.run.Documents;
import threadvsloop.results.run.RunData;

/// Every mark of every chart stands where its number does on the scale that the axis is labelled with.
class ChartMarksTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    /// Half a pixel, and what rounding to hundredths leaves.
    private static final Offset<Double> PX = within(0.55);

    @TempDir
    static Path temporary;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static ChartRenderer renderer;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static List<Chart> ofRun;

    @BeforeAll
    static void drawARun() throws IOException {
        renderer = new ChartRenderer();
        SyntheticRun quick = SyntheticRun.quick();
        ofRun = ChartSet.of(RunData.read(quick.write(temporary.resolve("run")))).charts();
    }

    @AfterAll
    static void close() {
        renderer.close();
    }

    /// Those in the repository, which README and readers see, as well as those that would be drawn now.
    @Test
    void effectsOfTheReferenceRun() throws IOException {
        Path run = Path.of(System.getProperty("tvl.root"), "results/reference");
        ClaimsDocument reference =
                Documents.read(run.resolve("claims.json"), ClaimsDocument.class, ClaimsDocument.SCHEMA_VERSION);

        int marks = 0;
        for (Chart chart : ClaimCharts.of(reference)) {
            marks += checkEffects(chart, draw(chart), true);
            Path file = run.resolve("charts").resolve(chart.id() + ".svg");
            marks += checkEffects(chart, new DrawnChart(Files.readString(file)), true);
        }

        assertThat(marks).isGreaterThan(300);
    }

    /// Nothing is pushed away from the ends, to which a threshold may be near: 120 ms is below 150 ms beside 4,000 ms
    /// too.
    @Test
    void levelsFarApartKeepTheirSideOfTheThreshold() throws IOException {
        Chart chart = effects(
                part("near", level(120, 84, 156, "ms"), 150),
                part("other", level(106, 103, 109, "ms"), 150),
                part("far", level(4_158, 2_124, 6_193, "ms"), 150),
                part("none", level(0, 0, 0, "MiB"), 4),
                part("much", level(4_000, 3_000, 5_000, "MiB"), 4));

        assertThat(checkEffects(chart, draw(chart), true)).isEqualTo(5);
    }

    /// What has no place on the axis has no mark on it: an arrow at the end, and its number with a word.
    @Test
    void aRatioBeyondTheAxisIsSaidToBe() throws IOException {
        Chart chart = effects(
                part("usual", ratio(1.2, 0.9, 1.6), 1.1),
                part("less", ratio(0.7, 0.6, 0.8), 1.1),
                part("gone", ratio(2e9, 1e8, Double.POSITIVE_INFINITY), 1.1));

        DrawnChart drawn = draw(chart);

        checkEffects(chart, drawn, false);
        assertThat(drawn.marks())
                .filteredOn(mark -> mark.row().equals("gone"))
                .extracting(DrawnChart.Mark::kind)
                .containsOnly("beyond");
        assertThat(drawn.texts()).contains("2,000,000,000 (100,000,000 – ∞), off the axis");
    }

    @Test
    void latenciesSweepsBarsAndTimelinesOfARun() throws IOException {
        for (Chart chart : ofRun) {
            JsonNode data = MAPPER.readTree(ChartRenderer.json(chart));
            DrawnChart drawn = draw(chart);
            switch (chart.kind()) {
                case "latency" -> checkLatency(drawn, data);
                case "sweep" -> checkSweep(drawn, data);
                case "bars" -> checkBars(drawn, data);
                case "timeline" -> checkTimeline(drawn, data);
                default -> throw new AssertionError("nobody checks " + chart.kind());
            }
        }
        assertThat(ofRun).extracting(Chart::kind).contains("latency", "sweep", "bars", "timeline");
    }

    /// From values of very different size, alike or all 0.
    @Test
    void labelsOfAnAxisAreDistinctAndEvenlyTold() throws IOException {
        List<Chart> charts = new ArrayList<>(ofRun);
        for (double middle : new double[] {0.0003, 0.99, 1, 99.95, 100.02, 1_000, 123_456}) {
            for (double width : new double[] {1e-4, 0.002, 0.3, 3}) {
                double low = middle * (1 - Math.min(0.9, width));
                double high = middle * (1 + width);
                charts.add(effects(
                        part("level", level(middle, low, high, "ms"), middle),
                        part("ratio", ratio(middle, low, high), middle)));
                charts.add(latency(low, high));
            }
        }
        charts.add(effects(part("nothing", level(0, 0, 0, "ms"), 0)));

        for (Chart chart : charts) {
            DrawnChart drawn = draw(chart);
            Stream.of("x", "y")
                    .flatMap(dimension -> drawn.axes(dimension).stream())
                    .forEach(axis -> {
                        List<String> labels = axis.ticks().stream()
                                .map(DrawnChart.Tick::label)
                                .toList();
                        assertThat(labels)
                                .as(chart.id())
                                .doesNotHaveDuplicates()
                                .isNotEmpty();
                    });
        }
    }

    // ---- effects -------------------------------------------------------------------------------------------------

    /// @return how many marks were held against the scale
    private static int checkEffects(Chart chart, DrawnChart drawn, boolean all) throws IOException {
        JsonNode data = MAPPER.readTree(ChartRenderer.json(chart));
        List<DrawnChart.Axis> axes = drawn.axes("x");
        int checked = 0;
        for (int panel = 0; panel < data.get("panels").size(); panel++) {
            JsonNode shown = data.get("panels").get(panel);
            boolean logarithmic = shown.get("logarithmic").asBoolean();
            DrawnChart.Axis axis = axes.get(panel);
            for (JsonNode row : shown.get("rows")) {
                checked += checkRow(drawn, axis, row, logarithmic, all) ? 1 : 0;
            }
        }
        return checked;
    }

    private static boolean checkRow(
            DrawnChart drawn, DrawnChart.Axis axis, JsonNode row, boolean logarithmic, boolean all) {
        String label = row.get("label").asText();
        List<DrawnChart.Mark> marks = drawn.marks().stream()
                .filter(mark -> mark.row().equals(label) && mark.kind().equals("value"))
                .toList();
        if (marks.isEmpty() && !all) {
            return false;
        }
        assertThat(marks).as(label).hasSize(1);
        DrawnChart.Mark mark = marks.getFirst();
        assertThat(mark.x()).as(label).isCloseTo(px(axis, row.get("estimate").asDouble(), logarithmic), PX);
        double[] thresholds = DrawnChart.sorted(drawn.thresholds().stream()
                .filter(line -> Math.abs(line[1] - mark.y()) < 3)
                .map(line -> line[0]));
        double[] told =
                DrawnChart.sorted(numbers(row.get("thresholds")).stream().map(value -> px(axis, value, logarithmic)));
        assertThat(thresholds).as("thresholds of " + label).containsExactly(told, PX);
        List<Double> dots = drawn.marks().stream()
                .filter(dot -> dot.row().isEmpty() && dot.y() > mark.y() && dot.y() < mark.y() + 14)
                .map(DrawnChart.Mark::x)
                .toList();
        List<Double> places = numbers(row.get("blocks")).stream()
                .map(value -> px(axis, value, logarithmic))
                .toList();
        assertThat(dots)
                .as("blocks of " + label)
                .allSatisfy(dot ->
                        assertThat(places).anySatisfy(place -> assertThat(dot).isCloseTo(place, PX)));
        return true;
    }

    private static double px(DrawnChart.Axis axis, double value, boolean logarithmic) {
        return logarithmic ? axis.px(Math.log10(value), DrawnChart::exponent) : axis.px(value, DrawnChart::value);
    }

    // ---- the other kinds -----------------------------------------------------------------------------------------

    private static void checkLatency(DrawnChart drawn, JsonNode data) {
        List<List<double[]>> expected = new ArrayList<>();
        data.get("lines").forEach(line -> line.get("blocks").forEach(block -> expected.add(pairs(block))));
        data.get("lines").forEach(line -> expected.add(pairs(line.get("points"))));
        checkLines(
                drawn.lines(),
                expected,
                x -> drawn.axes("x").getFirst().px(x, DrawnChart::value),
                y -> px(drawn.axes("y").getFirst(), y, true));
    }

    private static void checkSweep(DrawnChart drawn, JsonNode data) {
        boolean logX = data.get("logX").asBoolean();
        boolean logY = data.get("logY").asBoolean();
        List<double[]> expected = new ArrayList<>();
        data.get("lines")
                .forEach(line -> line.get("points")
                        .forEach(point -> expected.add(new double[] {
                            px(drawn.axes("x").getFirst(), point.get("at").asDouble(), logX),
                            px(drawn.axes("y").getFirst(), point.get("value").asDouble(), logY)
                        })));
        List<DrawnChart.Mark> marks = drawn.marks();
        assertThat(marks).hasSameSizeAs(expected);
        for (int i = 0; i < marks.size(); i++) {
            assertThat(marks.get(i).x()).isCloseTo(expected.get(i)[0], PX);
            assertThat(marks.get(i).y()).isCloseTo(expected.get(i)[1], PX);
        }
    }

    private static void checkBars(DrawnChart drawn, JsonNode data) {
        DrawnChart.Axis axis = drawn.axes("x").getFirst();
        List<Double> ends = drawn.bars().stream().map(bar -> bar[1]).toList();
        List<Double> values = stream(data.get("bars"))
                .map(bar -> px(axis, bar.get("value").asDouble(), false))
                .toList();
        assertThat(values)
                .allSatisfy(value ->
                        assertThat(ends).anySatisfy(end -> assertThat(end).isCloseTo(value, PX)));
        List<Double> dots = drawn.marks().stream().map(DrawnChart.Mark::x).toList();
        List<Double> blocks = stream(data.get("bars"))
                .flatMap(bar -> numbers(bar.get("blocks")).stream())
                .map(block -> px(axis, block, false))
                .toList();
        assertThat(dots).hasSameSizeAs(blocks);
        for (int i = 0; i < dots.size(); i++) {
            assertThat(dots.get(i)).isCloseTo(blocks.get(i), PX);
        }
    }

    private static void checkTimeline(DrawnChart drawn, JsonNode data) {
        DrawnChart.Axis seconds = drawn.axes("x").getFirst();
        List<DrawnChart.Axis> levels = drawn.axes("y").stream()
                .sorted(Comparator.comparingDouble(
                        axis -> axis.ticks().getFirst().px()))
                .toList();
        List<List<double[]>> lines = drawn.lines();
        ToDoubleFunction<Double> x = second -> px(seconds, second, false);
        for (int column = 1; column <= 3; column++) {
            int value = column;
            List<double[]> rows = stream(data.get("response"))
                    .map(row ->
                            new double[] {row.get(0).asDouble(), row.get(value).asDouble()})
                    .toList();
            checkLines(lines.subList(column - 1, column), List.of(rows), x, y -> px(levels.getFirst(), y, true));
        }
        List<String> panels = List.of("inFlight", "threads", "pss");
        for (int panel = 0; panel < panels.size(); panel++) {
            DrawnChart.Axis axis = levels.get(panel + 1);
            checkLines(
                    lines.subList(3 + panel, 4 + panel),
                    List.of(pairs(data.get(panels.get(panel)))),
                    x,
                    y -> px(axis, y, false));
        }
    }

    private static void checkLines(
            List<List<double[]>> lines,
            List<List<double[]>> expected,
            ToDoubleFunction<Double> x,
            ToDoubleFunction<Double> y) {
        assertThat(lines).hasSameSizeAs(expected);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).hasSameSizeAs(expected.get(i));
            for (int j = 0; j < lines.get(i).size(); j++) {
                assertThat(lines.get(i).get(j)[0])
                        .isCloseTo(x.applyAsDouble(expected.get(i).get(j)[0]), PX);
                assertThat(lines.get(i).get(j)[1])
                        .isCloseTo(y.applyAsDouble(expected.get(i).get(j)[1]), PX);
            }
        }
    }

    // ---- making charts -------------------------------------------------------------------------------------------

    private static Chart effects(Part... parts) {
        Claim claim = new Claim(
                "C1",
                "title",
                "statement",
                "source",
                Ruling.REFUTED,
                null,
                null,
                6,
                "",
                "",
                List.of(),
                List.of(parts),
                List.of(),
                List.of());
        return ClaimCharts.of(new ClaimsDocument(ClaimsDocument.SCHEMA_VERSION, List.of(claim))).stream()
                .filter(chart -> chart.id().equals("claim-C1"))
                .findFirst()
                .orElseThrow();
    }

    private static Part part(String id, Effect effect, double threshold) {
        List<BlockValue> blocks =
                List.of(new BlockValue(1, effect.estimate(), effect.unit().equals(Effect.RATIO) ? 1.0 : null));
        return new Part(
                id,
                "says",
                true,
                Ruling.REFUTED,
                "measure",
                "below " + threshold,
                effect,
                List.of(threshold),
                6,
                null,
                "",
                blocks,
                List.of(),
                List.of());
    }

    private static Effect ratio(double estimate, double low, double high) {
        return new Effect(estimate, low, high, Effect.RATIO);
    }

    private static Effect level(double estimate, double low, double high, String unit) {
        return new Effect(estimate, low, high, unit);
    }

    private static Chart latency(double low, double high) {
        List<double[]> points = List.of(new double[] {0.1, low}, new double[] {2, high});
        return new Chart(
                "latency",
                "",
                "latency",
                "t",
                "c",
                460,
                new LatencyChart.Data(
                        "t", "s", List.of(new LatencyChart.Line("a", "loop", 0, points, List.of(points)))));
    }

    private static DrawnChart draw(Chart chart) throws IOException {
        return new DrawnChart(renderer.svg(chart));
    }

    private static List<double[]> pairs(JsonNode rows) {
        return stream(rows)
                .map(row -> new double[] {row.get(0).asDouble(), row.get(1).asDouble()})
                .toList();
    }

    private static List<Double> numbers(JsonNode values) {
        return stream(values).map(JsonNode::asDouble).toList();
    }

    private static Stream<JsonNode> stream(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false);
    }
}
