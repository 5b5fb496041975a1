package threadvsloop.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.charts.ChartRenderer;
import threadvsloop.results.documents.BackendUse;
import threadvsloop.results.documents.PointSpec;
import threadvsloop.results.documents.Run;
import threadvsloop.results.documents.Validity;
import threadvsloop.results.run.RunData;
import threadvsloop.results.run.RunDirectoryException;
import threadvsloop.results.text.CleanText;

class ReportTest {
    private static final String HOSTILE = "</script><script>alert('x')</script><img src=x onerror=alert(1)>\"&";

    @TempDir
    Path temporary;

    @Test
    void aSweepHasItsTablesItsChartsAndItsSlopes() throws Exception {
        Report.ReportFiles files = SharedRenderer.report(
                SyntheticRun.quick().withScenarios(smallSweep()).withBlocks(2).write(run()));

        assertThat(files.charts())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "p99-waiting.svg",
                        "memory-waiting.svg",
                        "threads-waiting.svg",
                        "cpu-waiting.svg",
                        "switches-waiting.svg",
                        "latency-waiting-c10.svg",
                        "latency-waiting-c20.svg",
                        "timeline-waiting-blocking-platform.svg",
                        "timeline-waiting-blocking-virtual.svg",
                        "timeline-waiting-eventloop.svg",
                        "timeline-waiting-node.svg");
        for (Path svg : files.charts()) {
            assertThat(wellFormedText(svg)).contains("?");
        }
        assertThat(wellFormedText(chart(files, "latency-waiting-c10"))).contains("Platform threads", "Node.js", "99%");
        assertThat(wellFormedText(chart(files, "threads-waiting")))
                .contains("Platform threads: 1.00 threads per connection");
        assertThat(files.table())
                .contains("complete: 16 of 16 trials; 16 VALID")
                .contains("10 connections, 1,000 requests/s");
        assertThat(files.markdown()).content().contains("| Event loop | 2 valid | 1,000 / ");
        assertThat(files.html()).content().contains("is the ratio to Platform threads");
    }

    /// The innocent requests of a mix have a table and a chart of their own; slow readers and slow writers a
    /// table.
    @Test
    void everyKindOfRequestIsReportedApart() throws Exception {
        Report.ReportFiles files =
                SharedRenderer.report(SyntheticRun.mixed().withBlocks(2).write(run()));

        assertThat(files.charts())
                .extracting(file -> file.getFileName().toString())
                .contains("latency-block-c64.svg", "latency-block-c64-plaintext.svg", "latency-block-c64-block-50.svg");
        assertThat(wellFormedText(chart(files, "latency-block-c64-plaintext")))
                .contains("How long did GET /plaintext take?", "Event loop");
        assertThat(files.table())
                .contains(
                        "64 connections, 10 of them idle, 20 of them slow readers, 5 of them slow writers, 400 requests/s")
                .contains("GET /plaintext alone", "GET /block/50 alone")
                .contains("slow readers of GET /bytes/1048576, each 64.0 KiB/s")
                .contains("slow writers of POST /echo, each 1.00 KiB/s")
                .containsPattern("Received by all, KiB/s +Errors")
                .containsPattern("Event loop +2 valid +1,280 +2 \\(100%\\)");
        assertThat(run().resolve("summary-kinds.csv"))
                .content()
                .startsWith("kind,order,block,")
                .hasLineCount(1 + 4 * 2 * 4);
    }

    /// A server that fails half of its requests has been measured: it stays, with what failed beside it.
    @Test
    void aCollapseStaysInTablesAndChartsAndIsSaid() throws Exception {
        Report.ReportFiles files = SharedRenderer.report(SyntheticRun.quick()
                .withScenarios(smallSweep())
                .withBlocks(2)
                .withTrials(trial -> trial.contestant().equals("eventloop")
                                && trial.point().id().equals("c20")
                        ? SyntheticRun.collapsed(trial, 400)
                        : trial)
                .write(run()));

        assertThat(files.table())
                .contains("16 VALID")
                .containsPattern("Event loop +2 valid .* 800 \\(50.0%\\)")
                .contains("2 × Event loop, waiting c20: 400 of 800 requests had no good answer");
        assertThat(wellFormedText(chart(files, "latency-waiting-c20"))).contains("Event loop (50.0% failed)");
        assertThat(wellFormedText(chart(files, "p99-waiting")))
                .contains("Event loop: 1% or more failed from 20 connections on");
        assertThat(files.html()).content().contains("Finding: 400 of 800 requests had no good answer");
        assertThat(files.csv()).content().contains("400 of 800 requests had no good answer");
    }

    @Test
    void hostileNamesStayText() throws Exception {
        Path directory = SyntheticRun.quick()
                .withContestants(List.of(
                        new Run.Contestant("a", HOSTILE, "thread", HOSTILE), new Run.Contestant("b", "B", HOSTILE, "")))
                .withScenarios(List.of(new Run.Scenario(
                        "s",
                        HOSTILE,
                        HOSTILE,
                        false,
                        List.of(),
                        smallSweep().getFirst().points())))
                .withBlocks(1)
                .withTrials(trial -> trial.withValidity(new Validity(Validity.Status.SUSPECT, List.of(HOSTILE))))
                .write(run());

        Report.ReportFiles files = SharedRenderer.report(directory);

        String html = Files.readString(files.html());
        assertThat(html)
                .doesNotContain("<script>alert")
                .doesNotContain("<img src=x")
                .contains("&lt;img src=x");
        assertThat(wellFormedText(chart(files, "cpu-s-c10"))).contains("</script>");
        assertThat(files.markdown()).content().doesNotContain("<script>").contains("\\<script\\>");
    }

    /// A server's log may hold anything; what people read of it must not move a cursor or hide text.
    @Test
    void controlCharactersOfAServersLogAreShownAndNotObeyed() throws IOException {
        String log = "\u001b[2J\u001b]0;owned\u0007bind\u0000 failed\u202e\u009b31m";
        Path directory = SyntheticRun.quick()
                .withScenarios(smallSweep())
                .withBlocks(1)
                .withTrials(trial -> trial.withValidity(
                        new Validity(Validity.Status.SUSPECT, List.of("it said: " + log), List.of("found " + log))))
                .write(run());

        Report.ReportFiles files = withoutCharts(directory);

        for (String text : List.of(
                Files.readString(files.html()),
                Files.readString(files.markdown()),
                Files.readString(files.csv()),
                files.table())) {
            assertThat(text).contains("bind␀ failed�").doesNotContain("31m");
            assertThat(text.chars().filter(c -> Character.isISOControl(c) && "\t\r\n".indexOf(c) < 0))
                    .isEmpty();
        }
    }

    /// What is cleaned is what is read: the page's scripts stay as they are.
    @Test
    void thePagesScriptsAreNotTouched() {
        assertThat(CleanText.of(ChartRenderer.library())).isEqualTo(ChartRenderer.library());
        assertThat(CleanText.of(ChartRenderer.definitions())).isEqualTo(ChartRenderer.definitions());
    }

    @Test
    void anInterruptedRunSaysHowFarItGotAndNamesDamagedFiles() throws IOException {
        Path directory = SyntheticRun.quick()
                .withScenarios(smallSweep())
                .withOnly(entry -> entry.order() < 5)
                .write(run());
        Files.writeString(directory.resolve("trials/waiting/eventloop/c10/b1/trial.json"), "{");
        Files.writeString(directory.resolve("trials/waiting/node/c10/b1/trial.hlog"), "1,2,3\n");
        Files.delete(directory.resolve("environment.json"));

        Report.ReportFiles files = SharedRenderer.report(directory);

        assertThat(files.table())
                .contains("interrupted: 4 of 24 trials")
                .contains("! Damaged and left out: trials/waiting/eventloop/c10/b1/trial.json: ")
                .contains("trial.hlog: damaged interval log")
                .contains("environment.json: missing")
                .contains("none yet");
        assertThat(files.html())
                .content()
                .contains("interrupted: 4 of 24 trials")
                .contains("Not recorded: environment.json");
    }

    @Test
    void onlyInvalidTrialsAreListedAndNotCompared() throws IOException {
        Path directory = SyntheticRun.quick()
                .withBlocks(1)
                .withTrials(trial -> SyntheticRun.failed(trial, "it never got ready"))
                .write(run());

        Report.ReportFiles files = Report.write(directory);

        assertThat(files.charts()).isEmpty();
        assertThat(files.table())
                .contains("1 invalid")
                .contains("24 × INVALID: it never got ready")
                .contains("! Every trial is INVALID, so no number can be compared");
        assertThat(files.html()).content().contains("No usable trial here; the reasons stand with the trials.");
    }

    @Test
    void oneBlockHasRatiosWithoutIntervals() throws IOException {
        Path directory =
                SyntheticRun.quick().withScenarios(smallSweep()).withBlocks(1).write(run());

        Report.ReportFiles files = withoutCharts(directory);

        assertThat(files.markdown()).content().containsPattern("×0\\.\\d+ \\(one block\\)");
        assertThat(files.table()).contains("! One block only: ratios have no interval");
    }

    @Test
    void backendsHaveColumnsOnlyWhereThereAreBackends() throws IOException {
        BackendUse.Lateness lateness = new BackendUse.Lateness(0.25, 1.5, 4);
        BackendUse backends =
                new BackendUse(new BackendUse.Upstream("test 1", lateness, "", 12, 80, 0.04, 3L), null, 0.0437, 0.5);
        SyntheticRun synthetic =
                SyntheticRun.quick().withScenarios(smallSweep()).withBlocks(1);
        Path with = synthetic
                .withTrials(trial -> SyntheticRun.withBackends(trial, backends))
                .write(temporary.resolve("with"));
        Path without = synthetic.write(run());

        Report.ReportFiles files = withoutCharts(with);

        assertThat(files.table()).contains("Upstream late p99, ms").contains("1.50");
        assertThat(files.markdown())
                .content()
                .contains("Backends' CPU, % of theirs")
                .contains("| 1.50 | 4.37 |");
        assertThat(files.html()).content().contains("Upstream late p99, ms").contains("<td>1.50</td>");
        assertThat(withoutCharts(without).html())
                .content()
                .doesNotContain("Upstream late", "Backends&#39; CPU", "Backends' CPU");
    }

    @Test
    void anEmptyRunIsReportedAsEmpty() throws IOException {
        Path directory = SyntheticRun.quick().withOnly(entry -> false).write(run());
        Report.write(directory);
        Files.createDirectories(directory.resolve("charts"));
        Files.writeString(directory.resolve("charts/of-an-earlier-report.svg"), "<svg/>");

        Report.ReportFiles files = Report.write(directory);

        assertThat(files.table()).contains("interrupted: 0 of 72 trials; no trial was finished");
        assertThat(files.html()).content().contains("None was finished.").doesNotContain("<figure");
        assertThat(directory.resolve("charts")).isEmptyDirectory();
        assertThat(Report.table(directory)).isEqualTo(files.table());
    }

    @Test
    void whatIsNoRunDirectoryIsRefusedWithARemedy() {
        assertThatThrownBy(() -> Report.write(temporary))
                .isInstanceOf(RunDirectoryException.class)
                .hasMessageContaining("holds no run.json")
                .hasMessageContaining("tvl run");
    }

    private static Report.ReportFiles withoutCharts(Path directory) throws IOException {
        RunData run = RunData.read(directory);
        return Report.write(run, Report.claims(run), List.of(), List.of());
    }

    private Path run() {
        return temporary.resolve("run");
    }

    private static List<Run.Scenario> smallSweep() {
        List<PointSpec> points = Stream.of(10, 20)
                .map(connections -> new PointSpec(
                        "c" + connections, PointSpec.Mode.OPEN_POISSON, connections, 1000, "GET /wait/5", 2000, 1, 2))
                .toList();
        return List.of(new Run.Scenario("waiting", "Waiting", "Who waits?", true, List.of(), points));
    }

    private static Path chart(Report.ReportFiles files, String id) {
        return files.charts().stream()
                .filter(file -> file.endsWith(id + ".svg"))
                .findFirst()
                .orElseThrow();
    }

    /// All text of an SVG file; fails if it is not well-formed XML or holds a script.
    private static String wellFormedText(Path svg) throws Exception {
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        return document.getDocumentElement().getTextContent();
    }
}
