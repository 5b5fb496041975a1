package threadvsloop.harness.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadvsloop.harness.UsageException;
import threadvsloop.harness.run.Expectations;

/// Whatever is given for a configuration file, the message names the file and the fault.
class ConfigurationTextTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("mine.yaml");
    }

    @Test
    void bytesThatAreNoTextAreNamedWithTheirLine() throws IOException {
        Files.write(file, new byte[] {'a', '\n', 'b', (byte) 0xff, (byte) 0xfe});
        assertRefused(file + " line 2: byte 0xff is no text in UTF-8");
        Files.write(file, "- id: x\n\u0000".getBytes(StandardCharsets.UTF_8));
        assertRefused(file + " line 2: a control character (0x00) is no text in UTF-8");
        Files.write(file, "id".getBytes(StandardCharsets.UTF_16));
        assertRefused(file + " line 1: byte 0xfe");
    }

    @Test
    void aFolderAndAMissingFileAreNamed() throws IOException {
        assertRefused(file + ": there is no such file");
        Files.createDirectory(file);
        assertRefused(file + ": is a folder, not a file");
        file = Path.of("/dev/zero");
        assertRefused("/dev/zero: is larger than");
        file = Path.of("/proc/self/mem");
        assertRefused("/proc/self/mem: ");
    }

    @Test
    void aMarkOfByteOrderIsNoFault() throws IOException {
        Files.writeString(file, "\ufeffC05: Refuted\n");
        assertThat(Expectations.read(file).rulings()).containsEntry("C05", "Refuted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # text                                                              | what is said
            ``                                                                  | : is empty
            `~`                                                                 | : is empty
            `# nothing`                                                         | : is empty
            `- ~`                                                               | : there is a dash with nothing after it: remove it
            `- {id: x, command: [sh, {port}], endpoints: {}}`                   |  line 1: a { begins a map: write a word that has braces in quotes, as in "{port}"
            `- {id: x, command: [sh, --port={port}], endpoints: {}}`            |  in quotes, as in "{port}"
            `- {id: x, command: [sh, ~], endpoints: {}}`                        | nothing after a dash or colon
            `- {id: x, command: [sh, "{port}"], endpoints: {/plaintext: }}`     | is not a path
            `- {id: x`                                                          |  line 1: cannot be read as YAML: while parsing a flow mapping
            `id: x`                                                             | must be a list
            `- {id: x}`                                                         |  line 1: field "command" is missing
            `&a [*a]`                                                           | mine.yaml
            """)
    void everyFaultOfAListOfServersNamesTheFile(String text, String said) throws IOException {
        Files.writeString(file, text);
        assertThatThrownBy(() -> OwnContestants.read(file))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n");
    }

    @Test
    void anExpectationWithoutAVerdictIsNamed() throws IOException {
        Files.writeString(file, "C05:\n");
        assertThatThrownBy(() -> Expectations.read(file))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(file + ": there is a colon with nothing after it");
    }

    /// The kinds of file that there are, each with bytes at random: no other exception, and the name in each.
    @Test
    void garbageIsAlwaysAUsersFault() throws IOException {
        Random random = new Random(28);
        List<TypeReference<?>> types = List.of(
                new TypeReference<List<OwnContestant>>() {},
                new TypeReference<List<CatalogueContestant>>() {},
                new TypeReference<List<Profile>>() {},
                new TypeReference<List<Variant>>() {},
                new TypeReference<ScenarioFile>() {},
                new TypeReference<ClaimFile>() {});
        String alphabet = "-:{}[]\"'&*!|>%@`#,?~ \n\tidx0";
        for (int i = 0; i < 600; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, alphabet.length()).forEach(at -> text.append(alphabet.charAt(at)));
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (i % 3 == 0) {
                random.nextBytes(bytes);
            }
            Files.write(file, bytes);
            for (TypeReference<?> type : types) {
                try {
                    Yaml.read(file, type);
                } catch (UsageException e) {
                    assertThat(e.getMessage())
                            .as(text.toString())
                            .startsWith(file.toString())
                            .doesNotContain("Input length");
                }
            }
        }
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> Yaml.read(file, new TypeReference<List<Profile>>() {}))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(reason);
    }
}
