package threadvsloop.results.charts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;

/// Draws charts as SVG: GraalJS interprets the same definitions that the page has, and `svg.js` draws them. Loading
/// takes
/// tenths of a second, a chart some milliseconds: make one renderer and draw everything with it. Used by one thread.
public final class ChartRenderer implements AutoCloseable {
    public static final int WIDTH_PX = 800;

    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";
    private static final List<String> DEFINITIONS = List.of(
            "/threadvsloop/results/charts/parts.js",
            "/threadvsloop/results/charts/charts.js",
            "/threadvsloop/results/charts/effects.js");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String DRAWING = "/threadvsloop/results/charts/svg.js";
    private static final String FILE_STYLE = """

            <style>
            svg { color: #1d2127; background: #ffffff; }
            @media (prefers-color-scheme: dark) { svg { color: #dfe3e8; background: #15181c; } }
            </style>""";

    private final Engine engine;
    private final Context context;

    public ChartRenderer() {
        // Compiling JavaScript needs a JVM flag and would not pay for a dozen charts: interpret, and do not warn of it.
        engine = Engine.newBuilder("js")
                .option("engine.WarnInterpreterOnly", "false")
                .build();
        context = Context.newBuilder("js").engine(engine).build();
        run(definitions(), "charts.js");
        run(resource(DRAWING), "svg.js");
    }

    /// The chart as an SVG element to stand in a page, drawn in the page's own text colour, without a style sheet or
    /// ids.
    public String svg(Chart chart) {
        return context.getBindings("js")
                .getMember("renderSvg")
                .execute(chart.kind(), json(chart), WIDTH_PX, chart.heightPx())
                .asString();
    }

    /// The same as a file of its own, which brings its background and follows the reader's light or dark scheme.
    public static String file(String svg) {
        int inside = svg.indexOf('>') + 1;
        return svg.substring(0, inside) + FILE_STYLE + svg.substring(inside) + "\n";
    }

    @Override
    public void close() {
        context.close();
        engine.close();
    }

    /// ECharts itself, for the page.
    public static String library() {
        return resource(ECHARTS);
    }

    /// `parts.js`, `charts.js` and `effects.js`, for the page.
    public static String definitions() {
        return DEFINITIONS.stream().map(ChartRenderer::resource).collect(Collectors.joining("\n"));
    }

    /// A chart's data as JSON.
    public static String json(Chart chart) {
        try {
            return MAPPER.writeValueAsString(chart.data());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("data of chart " + chart.id() + " is not JSON", e);
        }
    }

    private void run(String text, String name) {
        context.eval(Source.newBuilder("js", text, name).buildLiteral());
    }

    private static String resource(String name) {
        try (InputStream in = ChartRenderer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path; rebuild the project");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }
}
