package threadvsloop.results.charts;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// A chart as a reader sees it: what stands at which pixel. Scales are read off the labels beside the axes, as a reader
/// with a ruler would.
final class DrawnChart {
    private static final Pattern TRANSLATE = Pattern.compile("translate\\((\\S+) (\\S+)\\)");
    private static final Pattern POINT = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)");
    /// Text stands so much below the middle of its line.
    private static final double BASELINE_PX = 13 * 0.35;

    private final Document svg;

    DrawnChart(String svg) throws IOException {
        try {
            this.svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not well-formed: " + svg, e);
        }
    }

    record Tick(double px, String label) {}

    /// The labels along an axis; equal steps of value are equal steps of pixels.
    record Axis(List<Tick> ticks) {

        /// @param value of a label, in the axis' own measure
        double px(double at, ToDoubleFunction<String> value) {
            Tick first = ticks.getFirst();
            Tick last = ticks.getLast();
            double from = value.applyAsDouble(first.label());
            double to = value.applyAsDouble(last.label());
            return first.px() + (at - from) / (to - from) * (last.px() - first.px());
        }
    }

    record Mark(double x, double y, String row, String kind) {}

    /// One for each panel, from top to bottom.
    List<Axis> axes(String dimension) {
        List<Axis> axes = new ArrayList<>();
        for (Element group : elements(svg.getDocumentElement(), "g")) {
            List<Tick> ticks = elements(group, "text").stream()
                    .filter(text -> text.getAttribute("data-tick").equals(dimension))
                    .map(text -> new Tick(tickPx(text, dimension), text.getTextContent()))
                    .toList();
            if (!ticks.isEmpty()) {
                axes.add(new Axis(ticks));
            }
        }
        return axes;
    }

    private static double tickPx(Element text, String dimension) {
        double px = Double.parseDouble(text.getAttribute(dimension));
        return dimension.equals("y") ? px - BASELINE_PX : px;
    }

    /// Symbols, but for those of the legend.
    List<Mark> marks() {
        return elements(svg.getDocumentElement(), "path").stream()
                .filter(path -> List.of("value", "beyond").contains(path.getAttribute("data-mark")))
                .map(DrawnChart::mark)
                .toList();
    }

    private static Mark mark(Element path) {
        Matcher place = TRANSLATE.matcher(path.getAttribute("transform"));
        if (!place.find()) {
            throw new IllegalStateException("a mark stands nowhere: " + path.getAttribute("transform"));
        }
        return new Mark(
                Double.parseDouble(place.group(1)),
                Double.parseDouble(place.group(2)),
                path.getAttribute("data-row"),
                path.getAttribute("data-mark"));
    }

    /// The lines of series: [x, y] of each point.
    List<List<double[]>> lines() {
        return elements(svg.getDocumentElement(), "path").stream()
                .filter(path -> path.hasAttribute("data-points"))
                .map(DrawnChart::points)
                .toList();
    }

    /// The lines that run from top to bottom and are as thick as a threshold: [x, middle].
    List<double[]> thresholds() {
        return elements(svg.getDocumentElement(), "path").stream()
                .filter(path -> path.getAttribute("stroke").equals("currentColor")
                        && path.getAttribute("stroke-width").equals("2"))
                .map(DrawnChart::points)
                .map(ends -> new double[] {ends.getFirst()[0], (ends.getFirst()[1] + ends.getLast()[1]) / 2})
                .toList();
    }

    /// [left, right, middle] of each bar.
    List<double[]> bars() {
        return elements(svg.getDocumentElement(), "rect").stream()
                .map(rect -> Stream.of("x", "width", "y", "height")
                        .mapToDouble(name -> Double.parseDouble(rect.getAttribute(name)))
                        .toArray())
                .map(box -> new double[] {box[0], box[0] + box[1], box[2] + box[3] / 2})
                .toList();
    }

    /// The texts beside and below the axes, in order.
    List<String> texts() {
        return elements(svg.getDocumentElement(), "text").stream()
                .map(Element::getTextContent)
                .toList();
    }

    private static List<double[]> points(Element path) {
        return POINT.matcher(path.getAttribute("d"))
                .results()
                .map(found -> new double[] {Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2))})
                .toList();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Element.class::cast)
                .toList();
    }

    /// `1,234.5` as a number, `99.9%` as log10(1 ÷ (1 − 0.999)).
    static double value(String label) {
        double number = Double.parseDouble(label.replace(",", "").replace("%", ""));
        return label.endsWith("%") ? -Math.log10(1 - number / 100) : number;
    }

    static double exponent(String label) {
        return Math.log10(value(label));
    }

    static double[] sorted(Stream<Double> values) {
        double[] sorted = values.mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
