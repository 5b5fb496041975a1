package threadvsloop.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import threadvsloop.harness.catalogue.Catalogue;
import threadvsloop.harness.catalogue.OwnContestant;
import threadvsloop.harness.catalogue.OwnContestants;
import threadvsloop.harness.catalogue.Placeholders;
import threadvsloop.harness.cli.Tvl;
import threadvsloop.harness.process.Guard;

/// Holds README, CONTRIBUTING, GLOSSARY and docs against the project: what they link to and name is there, and what is
/// there they name.
class DocumentationTest {

    private static final Path ROOT = Project.find().root();
    private static final Catalogue CATALOGUE = Catalogue.read(Project.find());

    private static final Pattern TVL = Pattern.compile("(?:scripts/)?tvl ([a-z]+)\\b(.*)");
    private static final Pattern MAVEN_PROFILE = Pattern.compile("\\bmvn -P(\\w+)");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-zA-Z][\\w-]*");
    private static final Pattern IDS = Pattern.compile("--(contestants|scenarios|claims) ([a-zC][\\w,-]*)");
    private static final Pattern PROJECT_PATH =
            Pattern.compile("(?:servers|bench|docs|scripts|loadgen|results/reference)/[\\w./-]*\\w|results/?");

    private static final int PICTURE_BYTES = 300_000;
    private static final int WORDS_ON_FIRST_SCREEN = 150;

    static Stream<MarkdownPage> pages() {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                    Stream.of("README.md", "CONTRIBUTING.md", "GLOSSARY.md").map(ROOT::resolve),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .map(MarkdownPage::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MarkdownPage page(String name) {
        return MarkdownPage.read(ROOT.resolve(name));
    }

    @Test
    void theFirstScreenHasThePictureAndBothCommands() {
        MarkdownPage readme = page("README.md");
        assertThat(readme.wordsBefore("mvn -Pquick verify")).isLessThanOrEqualTo(WORDS_ON_FIRST_SCREEN);
        assertThat(readme.wordsBefore("mvn verify")).isLessThanOrEqualTo(WORDS_ON_FIRST_SCREEN + 20);
        assertThat(readme.wordsBefore("](docs/report.png)")).isLessThanOrEqualTo(WORDS_ON_FIRST_SCREEN);
        assertThat(ROOT.resolve("docs/report.png"))
                .satisfies(picture -> assertThat(Files.size(picture)).isBetween(10_000L, (long) PICTURE_BYTES));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(MarkdownPage page) {
        assertThat(page.links())
                .filteredOn(link -> !link.matches("[a-z]+:.*"))
                .allSatisfy(link -> assertLeadsSomewhere(page, link));
    }

    private static void assertLeadsSomewhere(MarkdownPage page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
        assertThat(target).exists();
        if (parts.length == 2) {
            assertThat(MarkdownPage.read(target).anchors())
                    .as("headings of " + target)
                    .contains(parts[1]);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesFilesThatExist(MarkdownPage page) {
        assertThat(page.spans())
                .filteredOn(span -> PROJECT_PATH.matcher(span).matches())
                .allSatisfy(span -> assertThat(ROOT.resolve(span)).exists());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesCommandsAndOptionsThatExist(MarkdownPage page) {
        assertThat(page.commands()).allSatisfy(DocumentationTest::assertUnderstood);
    }

    private static void assertUnderstood(String code) {
        Matcher tvl = TVL.matcher(code);
        if (tvl.matches()) {
            CommandLine command = Tvl.commandLine().getSubcommands().get(tvl.group(1));
            assertThat(command).as("the command in " + code).isNotNull();
            assertThat(optionsIn(tvl.group(2))).isSubsetOf(options(Objects.requireNonNull(command)));
            assertArguments(tvl.group(1), tvl.group(2).strip());
        } else if (code.startsWith("-")) {
            assertThat(optionsIn(code)).isSubsetOf(everyOption());
        }
        MAVEN_PROFILE
                .matcher(code)
                .results()
                .forEach(found -> assertThat(CATALOGUE.profiles()).containsKey(found.group(1)));
    }

    /// What a command is given beside its options: a profile, a claim, something to list, ids.
    private static void assertArguments(String command, String arguments) {
        String first = arguments.split("\\s", 2)[0];
        if (first.matches("[a-z]\\S*") && (command.equals("run") || command.equals("plan"))) {
            assertThat(CATALOGUE.profiles()).containsKey(first);
        }
        if (first.matches("C\\d+")) {
            assertThat(CATALOGUE.claims()).containsKey(first);
        }
        if (first.matches("[a-z]\\S*") && command.equals("serve") && !arguments.contains("--contestants-file")) {
            assertThat(CATALOGUE.contestants()).containsKey(first);
        }
        IDS.matcher(arguments)
                .results()
                .forEach(found -> assertThat(found.group(2).split(","))
                        .filteredOn(id -> !id.matches("[A-Z]+"))
                        .isSubsetOf(known(found.group(1))));
    }

    private static Collection<String> known(String what) {
        return switch (what) {
            case "contestants" -> CATALOGUE.contestants().keySet();
            case "scenarios" -> CATALOGUE.scenarios().keySet();
            default -> CATALOGUE.claims().keySet();
        };
    }

    @Test
    void theMapNamesFoldersThatExist() {
        List<String> folders = page("README.md").blocks("").stream()
                .flatMap(String::lines)
                .filter(line -> line.matches("[\\w/]+,? .*") && !line.matches("(mvn|grep) .*"))
                .map(line -> line.split("[, ]")[0])
                .toList();
        assertThat(folders)
                .hasSizeGreaterThan(15)
                .allSatisfy(folder -> assertThat(ROOT.resolve(folder)).isDirectory());
    }

    @Test
    void everyCommandAndOptionIsDescribed() {
        String described =
                pages().map(MarkdownPage::spans).flatMap(List::stream).collect(Collectors.joining("\n"));
        Tvl.commandLine().getSubcommands().forEach((name, command) -> {
            assertThat(described).contains("tvl " + name);
            assertThat(command.getCommandSpec().options())
                    .filteredOn(option -> !option.usageHelp() && !option.versionHelp() && !option.hidden())
                    .allSatisfy(option ->
                            assertThat(optionsIn(described)).as(name).containsAnyElementsOf(List.of(option.names())));
        });
    }

    @Test
    void everyProfileIsDescribedAndIsOneOfMaven() throws IOException {
        Collection<String> profiles = CATALOGUE.profiles().keySet();
        assertThat(page("docs/commands.md").firstColumn("Profiles")).containsExactlyInAnyOrderElementsOf(profiles);
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        assertThat(profiles)
                .allSatisfy(profile -> assertThat(pom)
                        .contains("<id>" + profile + "</id>", "<tvl.profile>" + profile + "</tvl.profile>"));
    }

    @Test
    void everyExitCodeIsDescribed() throws IllegalAccessException {
        List<String> codes = new ArrayList<>();
        for (Field field : ExitCode.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                codes.add(String.valueOf(field.getInt(null)));
            }
        }
        assertThat(codes).isNotEmpty();
        assertThat(page("docs/commands.md").firstColumn("Exit codes")).containsAll(codes);
    }

    @Test
    void theEntriesOfOwnServersAreRead(@TempDir Path folder) throws IOException {
        List<String> entries = page("docs/bring-your-own-server.md").blocks("yaml");
        assertThat(entries).isNotEmpty();
        for (String entry : entries) {
            Path file = Files.writeString(folder.resolve("mine.yaml"), entry);
            assertThat(OwnContestants.read(file)).isNotEmpty();
        }
    }

    @Test
    void everyFieldAndPlaceholderOfOwnServersIsDescribed() {
        MarkdownPage page = page("docs/bring-your-own-server.md");
        List<String> described = page.firstColumn("The file");
        assertThat(described)
                .containsAll(Stream.of(OwnContestant.class.getRecordComponents())
                        .map(component ->
                                component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                        .filter(field -> !field.equals("file-dir"))
                        .toList());
        assertThat(String.join(" ", described))
                .contains(Placeholders.KNOWN.stream()
                        .map(name -> "{" + name + "}")
                        .toList());
        assertThat(page.spans()).containsAll(Guard.SIGNALS);
    }

    private static List<String> optionsIn(String code) {
        return OPTION.matcher(code).results().map(found -> found.group()).toList();
    }

    private static List<String> everyOption() {
        return Tvl.commandLine().getSubcommands().values().stream()
                .flatMap(command -> options(command).stream())
                .toList();
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::names)
                .flatMap(Stream::of)
                .toList();
    }
}
