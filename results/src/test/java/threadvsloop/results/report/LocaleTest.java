package threadvsloop.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.charts.Chart;
import threadvsloop.results.charts.ChartProcess;
import threadvsloop.results.charts.ChartSet;
import threadvsloop.results.run.RunData;

/// Every file of a run and of its report is the same in every locale, byte for byte, and is read in every other: other
/// digits (Persian, Arabic), decimal commas (German), letters whose case differs (Turkish), another calendar (Thai).
@Isolated("it changes the default locale")
class LocaleTest {

    private static final Path RUN = Path.of("run");

    @TempDir
    private Path temporary;

    private Locale before;

    @BeforeEach
    void remember() {
        before = Locale.getDefault();
    }

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "de", "ar-EG-u-nu-arab", "tr", "th-TH-u-ca-buddhist-nu-thai"})
    void filesAreTheSame(String tag) throws IOException {
        Map<String, byte[]> neutral = filesMadeIn(Locale.ROOT, temporary.resolve("neutral"));

        Map<String, byte[]> local = filesMadeIn(Locale.forLanguageTag(tag), temporary.resolve("local"));

        assertThat(local.keySet()).isEqualTo(neutral.keySet()).hasSizeGreaterThan(30);
        neutral.forEach((name, bytes) -> assertThat(new String(local.get(name), StandardCharsets.UTF_8))
                .as(name)
                .isEqualTo(new String(bytes, StandardCharsets.UTF_8)));
    }

    /// Charts are drawn by a JVM of its own, which takes its locale from the environment.
    @Test
    void chartsAreTheSame() throws IOException {
        Path run = SyntheticRun.quick().withBlocks(2).write(temporary.resolve(RUN));
        List<Chart> charts = ChartSet.of(RunData.read(run)).charts().subList(0, 2);
        Locale.setDefault(Locale.ROOT);
        List<String> neutral = ChartProcess.draw(charts);

        Locale.setDefault(Locale.forLanguageTag("fa"));

        assertThat(ChartProcess.draw(charts)).isEqualTo(neutral);
    }

    private static Map<String, byte[]> filesMadeIn(Locale locale, Path folder) throws IOException {
        Locale.setDefault(locale);
        Path run = SyntheticRun.mixed().withBlocks(2).write(folder.resolve(RUN));
        SyntheticClaims.write(run, SyntheticClaims.all());
        RunData data = RunData.read(run);
        assertThat(data.troubles()).isEmpty();
        assertThat(data.damaged()).as("trials that were copied or edited").isEmpty();
        Report.ReportFiles files = Report.write(data, Report.claims(data), List.of(), List.of());
        Verification verification = Verification.of(run);
        Map<String, byte[]> made = new TreeMap<>();
        made.put("table", text(files.table(), folder));
        made.put("comparison", text(RunComparison.text(data, data), folder));
        made.put("differences", text(verification.differences().toString(), folder));
        made.put("junit", text(ClaimsJunit.text(SyntheticClaims.all(), Map.of()), folder));
        try (Stream<Path> all = Files.walk(run)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                made.put(run.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return made;
    }

    private static byte[] text(String text, Path folder) {
        return text.replace(folder.toString(), "").getBytes(StandardCharsets.UTF_8);
    }
}
