package threadvsloop.harness.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.Project;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.process.Cpus;

class VariantTest {

    private static final CatalogueContestant LOOP = new CatalogueContestant(
            "loop",
            "Loop",
            "loop",
            "A loop.",
            List.of("{java}", "-Xmn16m", "-jar", "loop.jar"),
            List.of("--loops", "1", "--contestant", "loop"),
            null,
            null);
    private static final CatalogueContestant SCRIPT = new CatalogueContestant(
            "script",
            "Script",
            "loop",
            "A script.",
            List.of("./run.sh"),
            List.of("--contestant", "script"),
            "node",
            null);

    @TempDir
    private Path folder;

    @Test
    void addsOptionsReplacesThoseGivenTwiceAndGoesByItsOwnName() {
        CatalogueContestant two = variant(
                        "two", List.of("--loops", "2", "--quick", "--buffer", "9"), List.of("-Xss1m"), 3)
                .applyTo(LOOP);
        assertThat(two.command()).containsExactly("{java}", "-Xss1m", "-Xmn16m", "-jar", "loop.jar");
        assertThat(two.options()).containsExactly("--loops", "2", "--contestant", "two", "--quick", "--buffer", "9");
        assertThat(two.family()).isEqualTo("loop");
        assertThat(two.toRun().description()).isEqualTo("Different.");
        assertThat(two.place(new Cpus("0", "1"))).isEqualTo(new Cpus("0-1", "1"));
        assertThat(LOOP.place(new Cpus("0", "1"))).isEqualTo(new Cpus("0", "1"));
    }

    @Test
    void codeMayAddOneToACatalogue() {
        Catalogue catalogue = Catalogue.read(Project.find());
        CatalogueContestant eventloop = (CatalogueContestant) catalogue.contestant("eventloop");
        Variant burning = Variant.of("eventloop-burn", eventloop, List.of("--burn", "20us"));
        assertThat(catalogue.with(burning).contestant("eventloop-burn"))
                .isInstanceOfSatisfying(
                        CatalogueContestant.class,
                        made -> assertThat(made.options())
                                .containsExactly("--loops", "1", "--contestant", "eventloop-burn", "--burn", "20us"));
        assertThatThrownBy(() -> catalogue.with(Variant.of("jetty", eventloop, List.of())))
                .hasMessageContaining("\"jetty\"")
                .hasMessageContaining("rename it");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # entry                                                        | and be told
            {id: a, label: A, description: d}                              | field "of" is missing
            {id: a, label: A, of: loop, description: d, cpus: 0}           | at least 1 is needed
            {id: a, label: A, of: loop, description: d, cpu: 1}            | did you mean "cpus"?
            {id: a, label: A, of: loop, description: d, options: [burn]}   | an option begins with --
            {id: a, label: A, of: lop, description: d}                     | did you mean "loop"?
            {id: a, label: A, of: script, description: d, java: [-Xmx1g]}  | script is no Java program
            {id: loop, label: A, of: loop, description: d}                 | is taken by another contestant
            """)
    void saysWhatIsWrong(String entry, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("variants.yaml"), "- " + entry + "\n");
        Catalogue catalogue = new Catalogue(Map.of("loop", LOOP, "script", SCRIPT), Map.of(), Map.of(), Map.of());
        assertThatThrownBy(() -> {
                    List<Variant> variants = Yaml.read(file, new TypeReference<>() {});
                    catalogue.with(variants.getFirst());
                })
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    /// The file of the project itself: what it is about is written there, so its servers must start so.
    @Test
    void theProjectsVariantsAreNoContestantsOfTheSuite() {
        Project project = Project.find();
        List<CatalogueContestant> suite = Yaml.read(project.contestants(), new TypeReference<>() {});
        Catalogue catalogue = Catalogue.read(project);
        assertThat(suite).hasSize(14);
        assertThat(catalogue.contestants().keySet())
                .hasSizeGreaterThan(suite.size())
                .contains("blocking-virtual-pinned", "eventloop-small-buffer", "jetty-cpus", "eventloop-twin");
        assertThat(((CatalogueContestant) catalogue.contestant("blocking-virtual-pinned")).options())
                .containsExactly(
                        "--threads", "virtual", "--contestant", "blocking-virtual-pinned", "--block", "native");
    }

    private static Variant variant(String id, List<String> options, List<String> java, int cpus) {
        return new Variant(id, "Two", "loop", "Different.", options, java, cpus);
    }
}
