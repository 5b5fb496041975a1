package threadvsloop.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;
import threadvsloop.results.SyntheticRun;
import threadvsloop.results.documents.Validity;

/// The report as a reader meets it, in a real browser.
class ReportBrowserTest {
    private static final Pattern REQUEST =
            Pattern.compile("\"method\":\"Network\\.requestWillBeSent\".*?\"documentURL\":.*?\"url\":\"([^\"]*)\"");
    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path temporary;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static ChromeDriver driver;

    private static String page = "";
    private static int charts;

    @BeforeAll
    static void openBrowserOnAReport() throws IOException {
        Optional<Path> chromium = Browser.find("chromium");
        Optional<Path> chromedriver = Browser.find("chromedriver");
        assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "the report is not tested in a browser: install chromium and chromedriver (Debian: chromium-driver)");
        SyntheticRun quick = SyntheticRun.quick();
        Path run = SyntheticClaims.write(
                quick.withContestants(quick.contestants().subList(1, 3))
                        .withBlocks(2)
                        .withTrials(trial -> trial.order() == 1
                                ? trial.withValidity(
                                        new Validity(Validity.Status.SUSPECT, List.of("6% of CPU was stolen")))
                                : trial)
                        .write(temporary.resolve("run")),
                SyntheticClaims.all());
        Report.ReportFiles files = Report.write(run);
        page = files.html().toUri().toString();
        charts = files.charts().size();
        driver = Browser.start(chromium.get(), chromedriver.get(), temporary.resolve("profile"));
    }

    @AfterAll
    static void closeBrowser() {
        if (driver != null) {
            driver.quit();
        }
    }

    @Test
    void everyChartComesAliveWithoutARequestOrAnError() {
        open("light", true);

        new WebDriverWait(driver, PATIENCE)
                .until(shown ->
                        shown.findElements(By.cssSelector("figure[data-live]")).size() == charts);

        assertThat(driver.findElements(By.cssSelector("figure[data-live] .drawing > div svg")))
                .hasSize(charts);
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        assertThat(requests()).containsOnly(page);
    }

    @Test
    void aLiveChartTellsItsNumbersUnderThePointer() {
        open("light", true);
        WebElement chart = new WebDriverWait(driver, PATIENCE)
                .until(shown -> shown.findElement(By.cssSelector("figure[data-live][data-kind=latency] .drawing")));

        new Actions(driver).moveToElement(chart).perform();

        new WebDriverWait(driver, PATIENCE)
                .until(shown -> chart.getText().contains("% of requests within")
                        && chart.getText().contains(" ms"));
    }

    /// Below the bars, although their axis runs downwards.
    @Test
    void aLiveChartOfBarsHasItsScaleBelowThem() {
        open("light", true);
        WebElement chart = new WebDriverWait(driver, PATIENCE)
                .until(shown -> shown.findElement(By.cssSelector("figure[data-live][data-kind=bars] .drawing")));

        List<WebElement> texts = chart.findElements(By.tagName("text"));

        assertThat(heights(texts, "0"))
                .singleElement()
                .satisfies(zero -> assertThat(zero)
                        .isGreaterThan(heights(texts, "Virtual threads").getFirst())
                        .isGreaterThan(heights(texts, "Event loop").getFirst()));
    }

    private static List<Integer> heights(List<WebElement> texts, String said) {
        return texts.stream()
                .filter(text -> text.getText().equals(said))
                .map(text -> text.getLocation().getY())
                .toList();
    }

    @Test
    void withoutScriptsTheDrawingsAndTheNumbersAreThere() {
        open("light", false);

        assertThat(driver.findElements(By.cssSelector("figure[data-live]"))).isEmpty();
        List<WebElement> drawings = driver.findElements(By.cssSelector("figure .drawing > svg"));
        assertThat(drawings).hasSize(charts).allMatch(svg -> svg.getSize().width > 500);
        assertThat(driver.findElement(By.tagName("main")).getText())
                .contains("Waiting 100 ms: 2,000 connections, 2,000 requests/s")
                .contains("1 × SUSPECT: 6% of CPU was stolen")
                .contains("How to read this");
        assertThat(requests()).containsOnly(page);
    }

    /// The insides of drawings, thousands of shapes, are one picture with a name to whoever cannot see them.
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void nothingStandsInAReadersWay(String scheme) {
        open(scheme, true);

        List<Rule> violations =
                new AxeBuilder().exclude(".drawing svg").analyze(driver).getViolations();

        assertThat(violations)
                .filteredOn(rule -> SERIOUS.contains(rule.getImpact()))
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    @Test
    void everyVerdictLeadsToItsCardAndEveryCardToItsTrials() {
        open("light", true);

        List<WebElement> links = driver.findElements(By.cssSelector("#verdicts tbody th a"));

        assertThat(links).extracting(WebElement::getText).containsExactly("C06", "C05", "C20", "C08", "X1", "C14");
        for (WebElement link : links) {
            link.click();
            assertThat(driver.findElement(By.cssSelector(":target h3")).getText())
                    .startsWith(link.getText() + " ");
        }
        assertThat(driver.findElement(By.cssSelector("#claim-C06 .paths a")).isDisplayed())
                .isFalse();
        driver.findElement(By.cssSelector("#claim-C06 summary")).click();
        assertThat(driver.findElement(By.cssSelector("#claim-C06 .paths a")).isDisplayed())
                .isTrue();
    }

    @Test
    void aLiveChartOfEffectsNamesWhatIsUnderThePointer() {
        open("light", true);
        WebElement chart = new WebDriverWait(driver, PATIENCE)
                .until(shown -> shown.findElement(By.cssSelector("#chart-claim-C08[data-live] .drawing")));
        // The legend, further down, has one as well.
        WebElement mark = chart.findElements(By.cssSelector("path[stroke='#64748b'][transform]")).stream()
                .min(Comparator.comparingInt(path -> path.getLocation().getY()))
                .orElseThrow();

        new Actions(driver).moveToElement(mark).perform();

        new WebDriverWait(driver, PATIENCE)
                .until(shown -> chart.getText().contains("held against")
                        && chart.getText().contains("r6000"));
    }

    /// On a common screen nobody should have to scroll a table sideways.
    @Test
    void tablesFitACommonScreen() {
        open("light", true);
        Browser.size(driver, 1300, 12_000);

        Object cut = driver.executeScript("""
                return [...document.querySelectorAll('.scroll')]
                  .filter((area) => area.scrollWidth > area.clientWidth)
                  .map((area) => area.textContent.trim().split('\\n')[0] + ': ' + area.scrollWidth);""");

        assertThat(cut).isEqualTo(List.of());
    }

    /// At 800 px and on a telephone only tables may be wider than the window, and these scroll by themselves.
    @ParameterizedTest
    @ValueSource(ints = {800, 400})
    void aNarrowWindowDoesNotScrollSideways(int width) {
        open("light", true);
        Browser.size(driver, width, 9000);

        new WebDriverWait(driver, PATIENCE)
                .withMessage("the page is wider than its window")
                .until(shown -> driver.executeScript("""
                        const page = document.documentElement;
                        return page.scrollWidth === page.clientWidth;""").equals(true));
    }

    private static void open(String scheme, boolean scripts) {
        requests();
        Browser.scripts(driver, scripts);
        Browser.colorScheme(driver, scheme);
        Browser.size(driver, 1400, 12_000);
        driver.get(page);
    }

    /// What was asked for since the last call; what a page carries in itself (`data:`) is no request.
    private static List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> REQUEST.matcher(entry.getMessage()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .filter(url -> !url.startsWith("data:"))
                .toList();
    }
}
