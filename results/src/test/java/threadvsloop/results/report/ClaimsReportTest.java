package threadvsloop.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.charts.Chart;
import threadvsloop.results.charts.ClaimCharts;
import threadvsloop.results.claims.ClaimsDocument;
import threadvsloop.results.claims.ClaimsDocument.Claim;
import threadvsloop.results.claims.ClaimsDocument.Part;
import threadvsloop.results.claims.Ruling;
import threadvsloop.results.run.RunData;

class ClaimsReportTest {
    @TempDir
    Path temporary;

    @Test
    void verdictsStandFirstAndEveryClaimHasACard() throws IOException {
        Report.ReportFiles files = SharedRenderer.report(SyntheticClaims.write(run(), SyntheticClaims.all()));

        assertThat(files.charts())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("verdicts.svg", "claim-C06.svg", "claim-C05.svg", "claim-C20.svg", "claim-C08.svg");
        String html = Files.readString(files.html());
        assertThat(html)
                .contains(
                        "1 supported, 2 refuted, 2 inconclusive, 1 out of scope. Trials behind them: no trial was finished")
                .contains("<a href=\"#claim-C14\">C14</a>", "<section class=\"claim\" id=\"claim-C14\"")
                .contains("×7.60<small>7.12–8.11</small>", "51.2 KiB<small>49.0 to 53.4</small>")
                .contains("<small>stands beside</small>", "×0.00040<small>0.000010–∞</small>")
                .contains("The interval holds the threshold; 14 blocks would decide. CPU per request")
                .contains("How much a library is worth to someone is no quantity that a load test yields.")
                .contains("one block of six is usable.", "An idle WebSocket on Node: about 5 KiB")
                .contains("<a href=\"./trials/idle/node/c0/b1/trial.json\">")
                .contains("2 trials, 1 left out")
                .doesNotContain("<script>alert", "<img src=x");
        assertThat(html.indexOf("id=\"verdicts\""))
                .isPositive()
                .isLessThan(html.indexOf("Before you believe it"))
                .isLessThan(html.indexOf("id=\"claims\""));
        assertThat(Files.readString(temporary.resolve("run/charts/verdicts.svg")))
                .contains("C06 platform", "C20 silent", "4,210 (890 – 19,900)")
                .doesNotContain("C05", "cluster");
        assertThat(Files.readString(temporary.resolve("run/charts/claim-C06.svg")))
                .contains("KiB", "logarithmic");
    }

    @Test
    void summariesBeginWithVerdicts() throws IOException {
        Path run = SyntheticClaims.write(run(), SyntheticClaims.all());

        Report.ReportFiles files =
                Report.write(RunData.read(run), Report.claims(RunData.read(run)), List.of(), List.of());

        assertThat(files.markdown())
                .content()
                .contains("| Claim | Verdict | Effect with interval | What was seen |")
                .contains("| C05 A thread asleep on I/O costs CPU time | **Refuted** | 0.00210 % of one "
                        + "(-0.000400 to 0.00460) | 10,000 sleeping threads")
                .contains("| C14 Ecosystem matters more than raw numbers | **Out of scope** | – | How much")
                .contains("\\<script\\>")
                .doesNotContain("<script>");
        assertThat(files.table())
                .startsWith(
                        "Verdicts: 1 supported, 2 refuted, 2 inconclusive, 1 out of scope\n  C06  Supported     ×7.60 "
                                + "(7.12–8.11)                        A thread asleep on I/O costs memory\n       A connection costs")
                .contains("KiB on an event loop: ×7.60 (7.12 …\n");
        assertThat(files.table().lines().takeWhile(line -> !line.isEmpty()))
                .hasSize(13)
                .allMatch(line -> line.length() <= 120);
        assertThat(Report.table(run)).isEqualTo(files.table());
    }

    @Test
    void aDamagedFileIsAWarningAndNoVerdict() throws IOException {
        Path run = run();
        Files.writeString(run.resolve("claims.json"), "{\"schemaVersion\": 1, \"claims\": [{}]}");

        Report.ReportFiles files = Report.write(run);

        assertThat(files.table())
                .contains("! No verdict on any claim is shown: ")
                .contains("claims.json: not a readable");
        assertThat(files.html())
                .content()
                .contains("No verdict on any claim is shown")
                .doesNotContain("id=\"verdicts\"", "id=\"claims\"");
    }

    @Test
    void ofTooManyRatiosThoseThatDecideAreDrawnAndTheRestIsNamed() {
        Part[] many = IntStream.range(0, 80)
                .mapToObj(i -> SyntheticClaims.part(
                        "p" + i, Ruling.REFUTED, "above 1.1", SyntheticClaims.ratio(1 + i, 0.9 + i, 1.2 + i), 1.1))
                .toArray(Part[]::new);
        Claim long20 = SyntheticClaims.claim("C20", "Many", Ruling.REFUTED, "Much.", many);
        ClaimsDocument document =
                SyntheticClaims.document(long20, SyntheticClaims.memory(), SyntheticClaims.undecided());

        List<Chart> charts = ClaimCharts.of(document);

        assertThat(charts).extracting(Chart::id).containsExactly("verdicts", "claim-C20", "claim-C06", "claim-C08");
        String all = SharedRenderer.svg(charts.getFirst());
        assertThat(all)
                .contains("C20 p0", "C06 platform", "C06 virtual", "C08 r6000")
                .doesNotContain("C06 same", "p79");
        assertThat(charts.getFirst().caption())
                .contains("24 of 84 ratios are not here but with their claims: C20 (23), C06 (1).")
                .contains("Effects that are no ratios stand with their claims: C06.");
        assertThat(SharedRenderer.svg(charts.get(1))).contains(">p0<", ">p79<");
    }

    private Path run() throws IOException {
        return SyntheticRun.quick().withOnly(entry -> false).write(temporary.resolve("run"));
    }
}
