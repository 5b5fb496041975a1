package threadvsloop.results.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadvsloop.results.charts.ChartRenderer;
import threadvsloop.results.charts.ChartSet;
import threadvsloop.results.charts.ClaimCharts;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.documents.Environment;
import threadvsloop.results.documents.LoadSummary;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Trial;
import threadvsloop.results.documents.Validity.Status;
import threadvsloop.results.measures.Metric;
import threadvsloop.results.run.RunData;
import threadvsloop.results.text.CleanText;
import threadvsloop.results.text.Numbers;

/// What `report.jte` shows. All of it is text that the template escapes, but for styles, scripts and
/// drawings.
///
/// @param verdicts empty if the run decides no claims
/// @param effects the chart of all claims, or none
/// @param resolution what differences can be seen on the run's host
/// @param baseline label of the contestant that ratios refer to; empty if there is none
/// @param environment name to value
/// @param metrics columns of the trials
/// @param scripts null if there is no chart
record Page(
        Run run,
        String host,
        String progress,
        String validity,
        Verdicts verdicts,
        List<Figure> effects,
        List<ClaimCard> claims,
        List<String> warnings,
        List<String> reasons,
        List<String> findings,
        Resolution resolution,
        String baseline,
        List<Section> sections,
        Map<String, String> environment,
        List<Metric> metrics,
        List<TrialRow> trials,
        String command,
        String style,
        @Nullable Scripts scripts) {

    /// One scenario: its tables, then its charts.
    record Section(String id, String title, String question, List<PointTable> tables, List<Figure> figures) {}

    /// @param numbers in the order of the page's metrics
    record TrialRow(Trial trial, String load, String errors, List<String> numbers) {

        String status() {
            return trial.validity().status().name();
        }

        boolean isValid() {
            return trial.validity().status() == Status.VALID;
        }
    }

    /// @param charts the definitions and the code that puts live charts in place of the drawings
    record Scripts(String library, String charts) {}

    private static final List<Metric> TRIAL_METRICS =
            List.of(Metric.ACHIEVED, Metric.P50, Metric.P99, Metric.CPU_PER_REQUEST, Metric.PSS, Metric.THREADS);

    /// Only where there are backends.
    private static final List<Metric> BACKEND_METRICS = List.of(Metric.UPSTREAM_LATENESS, Metric.BACKEND_CPU);

    static final List<String> TRIAL_FILES = List.of(
            "trial.json", "trial.hlog", "response.hgrm", "service.hgrm", "process.csv", "server.log", "command.txt");

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Page.class.getClassLoader(), "threadvsloop.results.report");

    static String html(
            RunData run, ClaimsDocument claims, List<String> warnings, Resolution resolution, List<Figure> figures) {
        StringOutput output = new StringOutput(1 << 20);
        ENGINE.render("report.jte", of(run, claims, warnings, resolution, figures), output);
        return CleanText.of(output.toString());
    }

    private static Page of(
            RunData run, ClaimsDocument claims, List<String> warnings, Resolution resolution, List<Figure> figures) {
        Environment environment = run.environment();
        List<Metric> metrics = metrics(run.trials());
        return new Page(
                run.run(),
                environment == null ? "unknown host" : environment.cpuModel() + ", " + environment.cpus() + " CPUs",
                Standing.progress(run),
                Standing.validity(run),
                Verdicts.of(claims),
                figures.stream()
                        .filter(figure -> figure.chart().id().equals(ClaimCharts.VERDICTS))
                        .toList(),
                ClaimCard.of(run, claims, figures),
                warnings,
                Standing.reasons(run),
                Standing.findings(run),
                resolution,
                run.contestants().isEmpty() ? "" : run.contestants().getFirst().label(),
                run.scenarios().stream()
                        .map(scenario -> section(run, scenario, figures))
                        .toList(),
                environment == null ? Map.of() : words(environment),
                metrics,
                run.trials().stream().map(trial -> row(run, trial, metrics)).toList(),
                run.run().command().stream().map(Page::quoted).collect(Collectors.joining(" ")),
                resource("report.css"),
                figures.isEmpty() ? null : readScripts());
    }

    private static Section section(RunData run, Run.Scenario scenario, List<Figure> figures) {
        return new Section(
                scenario.id(),
                scenario.title(),
                scenario.question(),
                PointTables.of(run, scenario),
                figures.stream()
                        .filter(figure -> figure.chart().scenario().equals(scenario.id()))
                        .toList());
    }

    private static List<Metric> metrics(List<Trial> trials) {
        Stream<Metric> ofBackends = BACKEND_METRICS.stream()
                .filter(metric ->
                        trials.stream().anyMatch(trial -> metric.of(trial).isPresent()));
        return Stream.concat(TRIAL_METRICS.stream(), ofBackends).toList();
    }

    private static TrialRow row(RunData run, Trial trial, List<Metric> metrics) {
        LoadSummary load = trial.load();
        return new TrialRow(
                trial,
                load(run, trial),
                load == null ? Numbers.NONE : outcomes(load),
                metrics.stream().map(metric -> number(metric, trial)).toList());
    }

    private static String load(RunData run, Trial trial) {
        return run.scenarios().stream()
                .filter(scenario -> scenario.id().equals(trial.scenario()))
                .findFirst()
                .map(scenario -> ChartSet.load(scenario, trial.point()))
                .orElseGet(() -> ChartSet.words(trial.point()));
    }

    private static String number(Metric metric, Trial trial) {
        OptionalDouble value = metric.of(trial);
        if (value.isEmpty()) {
            return Numbers.NONE;
        }
        return metric == Metric.THREADS || metric == Metric.ACHIEVED
                ? Numbers.count(value.getAsDouble())
                : QuantileMark.of(metric, trial) + Numbers.three(value.getAsDouble());
    }

    /// `0`, or what went wrong and how often: `12 timed-out, 3 reset`.
    private static String outcomes(LoadSummary load) {
        String bad = new TreeMap<>(load.outcomes())
                .entrySet().stream()
                        .filter(outcome -> !outcome.getKey().equals("answered-2xx"))
                        .map(outcome -> Numbers.count(outcome.getValue()) + " " + outcome.getKey())
                        .collect(Collectors.joining(", "));
        return bad.isEmpty() ? "0" : bad;
    }

    private static Map<String, String> words(Environment environment) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("Operating system", environment.os());
        words.put("Kernel", environment.kernel());
        words.put("CPU", environment.cpuModel());
        words.put("CPUs", Integer.toString(environment.cpus()));
        words.put("Memory", Numbers.count(environment.memoryMiB()) + " MiB");
        words.put("Server runs on CPUs", environment.serverCpus());
        words.put("Load generator runs on CPUs", environment.generatorCpus());
        new TreeMap<>(environment.tools()).forEach(words::put);
        new TreeMap<>(environment.limits()).forEach(words::put);
        if (!environment.notes().isEmpty()) {
            words.put("Notes", String.join("; ", environment.notes()));
        }
        return words;
    }

    /// As a POSIX shell reads it back.
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9@%+=:,./_-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static Scripts readScripts() {
        return new Scripts(ChartRenderer.library(), ChartRenderer.definitions() + resource("live.js"));
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path; rebuild the project");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }
}
